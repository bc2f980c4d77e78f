import ClusterObservation
import TerminalUI

/// A question to the user, with what is proposed for an answer.
struct Prompt: Hashable, Sendable {
    /// What is asked for.
    enum Kind: Hashable, Sendable {
        case update(at: NodeID)
        case delete(at: NodeID)
        case partition(nodes: Int)
        case network
        /// Of the proposed file this is the name without its suffix.
        case export(name: String)
        /// One link; its answers may be those of all links.
        case link(DirectedLink, common: NetworkConditions)
        /// What the log shows; the nodes by their names.
        case logFilter(names: [String: NodeID])
        /// The settings that were in force when it was opened.
        case settings(ProtocolSettings)
    }

    var kind: Kind
    var title: String
    var form: Form
    /// What is said below the fields.
    var hint = "An empty field takes what is proposed in it."
    /// What is wrong with the last answer, in one sentence; said in place of the hint.
    var problem: String?

    /// Makes a question; what is proposed for a field counts when nothing is typed there.
    init(_ kind: Kind, title: String, fields: [(label: String, proposal: String)]) {
        self.kind = kind
        self.title = title
        form = Form(fields.map { Form.Field(label: $0.label, placeholder: $0.proposal) })
    }

    init(_ kind: Kind, title: String, form: Form) {
        self.kind = kind
        self.title = title
        self.form = form
    }

    /// What was typed into each field, or else what was proposed there.
    var answers: [String] {
        form.fields.map(\.answer)
    }

    /// What is said below the fields while nothing is wrong.
    var advice: String {
        switch kind {
        case .settings: SettingField.all[form.current].sentence
        case .export: "Kinds: \(ExportKind.allCases.map(\.rawValue).joined(separator: ", "))."
        case .update, .delete, .partition, .network, .link, .logFilter: hint
        }
    }

    /// All that may be said there.
    var advices: [String] {
        switch kind {
        case .settings: SettingField.all.map(\.sentence)
        case .export, .update, .delete, .partition, .network, .link, .logFilter: [advice]
        }
    }

    /// Puts text at the cursor.
    mutating func insert(_ text: String) {
        form.fields[form.current].input.insert(text)
        problem = nil
    }

    /// Says what is wrong and puts the cursor where it can be mended.
    mutating func complain(_ error: PromptError) {
        complain(error.description, about: error.name)
    }

    /// Says why the source refused it; its sentence begins with the name of what is wrong, if with any.
    mutating func complain(refusal: String) {
        let name = refusal.prefix { $0 != " " }
        complain(refusal, about: String(name))
    }

    mutating func complain(_ sentence: String, about name: String?) {
        problem = sentence
        if let wrong = form.fields.firstIndex(where: { $0.label == name }) { form.go(to: wrong) }
    }
}
