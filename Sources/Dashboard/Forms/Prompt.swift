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

    /// What was typed into each field, or else what was proposed there.
    var answers: [String] {
        form.fields.map { $0.input.isEmpty ? $0.placeholder : $0.input.text }
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

    /// Says what is wrong with a field.
    mutating func complain(_ sentence: String, about name: String) {
        problem = sentence
        let wrong = form.fields.firstIndex { $0.label == name }
        while let wrong, form.current != wrong { _ = form.handle(.tab) }
    }
}

/// What is wrong with an answer.
enum PromptError: Error, Hashable {
    case wrong(name: String, value: String, right: String)

    /// The field with the answer.
    var name: String {
        switch self {
        case .wrong(let name, _, _): name
        }
    }
}

extension PromptError: CustomStringConvertible {
    /// One sentence that names the value and what would be right.
    var description: String {
        switch self {
        case .wrong(let name, let value, let right): "\(name) \(value) must be \(right)"
        }
    }
}
