import ClusterObservation
import TerminalUI

extension DashboardModel {
    /// Whether the form for writing a file is open.
    public var isExporting: Bool {
        if case .form(let prompt) = mode { prompt.isExport } else { false }
    }

    /// Whether nothing is open that takes the keys.
    public var isAtScreen: Bool { mode == .screen }

    /// The same with nothing open above the screen, to be written to a file.
    public var atScreen: DashboardModel {
        var model = self
        model.mode = .screen
        model.notice = nil
        return model
    }

    func exportPrompt(_ kind: ExportKind) -> Prompt {
        let name = view?.seed.map { "outbreak-\($0)" } ?? "outbreak"
        return Prompt(
            .export(name: name), title: "Write to a file",
            form: Form([
                Form.Field(
                    label: "kind", placeholder: kind.rawValue,
                    choices: ExportKind.allCases.map(\.rawValue)),
                Form.Field(label: "file", placeholder: "\(name).\(kind.suffix)"),
            ]))
    }

    /// Asks for the file alone, the kind being chosen.
    private mutating func askForFile(_ kind: ExportKind) {
        var prompt = exportPrompt(kind)
        prompt.form.go(to: 1)
        mode = .form(prompt)
    }

    /// Writes what is named, or asks for the file.
    mutating func export(_ kind: String, to path: String?) throws(PromptError) -> [DashboardAction]
    {
        let kind: ExportKind = try Answer.choice(kind, name: "kind")
        if let path { return [.export(kind, path: path)] }
        askForFile(kind)
        return []
    }

    /// Asks where to record to, or ends the recording.
    mutating func toggleRecording() -> [DashboardAction] {
        guard recording == nil else { return [.endRecording] }
        askForFile(.cast)
        return []
    }

    /// Says what became of a file. Where nothing was written the form stays, to be mended.
    mutating func take(_ result: ExportResult) {
        switch result {
        case .written(let path):
            if path == recording { recording = nil }
            close("written to \(path)")
        case .recording(let path):
            recording = path
            close("recording to \(path); \(keyLabel(.record)) ends it")
        case .exists(let path, let free):
            complain("\(path) exists and is not written over; \(free) is free", proposing: free)
        case .failed(let sentence): complain(sentence, proposing: nil)
        }
    }

    private mutating func close(_ sentence: String) {
        if isExporting { mode = .screen }
        notice = Notice(text: sentence, kind: .information)
    }

    private mutating func complain(_ sentence: String, proposing path: String?) {
        guard case .form(var prompt) = mode, prompt.isExport else {
            notice = Notice(text: sentence, kind: .refusal)
            return
        }
        prompt.complain(sentence, about: "file")
        if let path { prompt.propose(path) }
        mode = .form(prompt)
    }
}

extension Prompt {
    var isExport: Bool {
        if case .export = kind { true } else { false }
    }

    /// Lets the proposed name of the file end as the kind asks for.
    mutating func followKind() {
        guard case .export(let name) = kind, let kind = ExportKind(rawValue: answers[0]) else {
            return
        }
        form.fields[1].placeholder = "\(name).\(kind.suffix)"
    }

    /// Empties the field of the file, so that what is proposed there counts.
    mutating func propose(_ path: String) {
        form.fields[1].placeholder = path
        form.fields[1].input = TextField()
    }

    /// - Throws: `PromptError` when there is no such kind, or no name.
    static func export(_ answers: [String]) throws(PromptError) -> DashboardAction {
        guard let kind = ExportKind(rawValue: answers[0]) else {
            let names = ExportKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw .wrong(name: "kind", value: answers[0], right: "one of \(names)")
        }
        return .export(kind, path: answers[1])
    }
}
