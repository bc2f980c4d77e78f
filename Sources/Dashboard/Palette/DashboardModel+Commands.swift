import ClusterObservation
import TerminalUI

// What commands are made from.

extension DashboardModel {
    /// Carries a line of the palette out.
    ///
    /// - Throws: `PromptError` when it means nothing or has no effect now; then nothing is changed.
    mutating func run(_ line: CommandLine) throws(PromptError) -> [DashboardAction] {
        guard let binding = bindings.records.first(where: { $0.isCommand(line.name) })
        else { throw .unknownCommand(line.name) }
        let command = Command.of(binding.action)
        let words = try command.arguments(of: line)
        var next = self
        next.mode = .screen
        let actions = try command.run(&next, words)
        self = next
        return actions
    }

    /// - Throws: `PromptError` with the reason when the action has no effect now.
    func require(_ action: KeyAction) throws(PromptError) {
        if let reason = refusal(of: action) { throw .refused(reason) }
    }

    /// Does an action as its key does.
    mutating func take(
        _ action: KeyAction, typing words: [String] = []
    ) throws(PromptError) -> [DashboardAction] {
        try require(action)
        let actions = perform(action)
        if case .form(var prompt) = mode, !words.isEmpty {
            for word in words {
                prompt.insert(word)
                _ = prompt.form.handle(.tab)
            }
            mode = .form(prompt)
        }
        return actions
    }

    mutating func write(key: ItemKey, value: ItemValue) -> [DashboardAction] {
        proposal.wrote(key: key.description, value: value.description)
        return [.perform(.write(at: selected, key: key, value: value))]
    }

    /// Marks one node, selects the other, and cuts their link both ways or restores it.
    mutating func toggleLink(
        between one: String, and other: String
    ) throws(PromptError) -> [DashboardAction] {
        let (one, other) = (try node(named: one), try node(named: other))
        guard one != other else {
            throw .wrong(name: "the other end", value: name(of: other), right: "another node")
        }
        if let view, let reason = refusal(by: Scenario.needs, in: view) { throw .refused(reason) }
        marked = one
        select(other)
        return toggleLink(between: one, and: other)
    }

    /// Changes the conditions of all links.
    func change(
        _ change: (inout NetworkConditions) throws(PromptError) -> Void
    ) throws(PromptError) -> [DashboardAction] {
        try require(.loss)
        var conditions = view?.lastingNetwork ?? NetworkConditions()
        try change(&conditions)
        return [.perform(.setNetwork(conditions))]
    }

    /// Changes one setting of the protocol.
    func set(_ name: String, to value: String?) throws(PromptError) -> [DashboardAction] {
        try require(.set)
        guard let field = SettingField.named(name) else {
            throw .wrong(
                name: "setting", value: name, right: Answer.list(SettingField.all.map(\.name)))
        }
        guard let value else {
            throw .missing(name: field.name, right: "set \(field.name) VALUE")
        }
        let settings = view?.lastingSettings ?? ProtocolSettings()
        return [.perform(.setProtocol(try settings.setting(field, to: value)))]
    }

    mutating func begin(scenario name: String) throws(PromptError) -> [DashboardAction] {
        try require(.scenario)
        guard let scenario = Scenario.all.first(where: { $0.name == name }) else {
            throw .wrong(
                name: "scenario", value: name, right: Answer.list(Scenario.all.map(\.name)))
        }
        let item = scenario.item(in: self)
        switch item.plan {
        case .commands(let commands):
            item.viewpoint.map { look(from: $0) }
            return commands.map { .perform($0) }
        case .impossible(let reason): throw .refused(reason)
        }
    }
}

extension Binding {
    /// Whether the palette calls it so; what only lists and forms know is no command.
    func isCommand(_ name: String) -> Bool {
        action.rawValue == name && contexts.contains(.screen)
    }
}

extension Command {
    /// The words for the parameters; the last one takes the rest of the line if it is a text.
    fileprivate func arguments(of line: CommandLine) throws(PromptError) -> [String] {
        var words = line.arguments
        if parameters.last?.kind == .text, words.count > parameters.count {
            let rest = words[(parameters.count - 1)...].joined(separator: " ")
            words = words[..<(parameters.count - 1)] + [rest]
        }
        let form = ([action.rawValue, usage].filter { !$0.isEmpty }).joined(separator: " ")
        guard words.count <= parameters.count else {
            throw .tooMuch(word: words[parameters.count], right: form)
        }
        guard words.count >= neededCount else {
            throw .missing(name: action.rawValue, right: form)
        }
        return words
    }
}

extension PanelRecord {
    /// The name as the palette writes it: `space-time`.
    var commandName: String { name.lowercased().replacingDashes }

    static func named(_ name: String) -> PanelRecord? {
        all.first { $0.commandName == name.lowercased() }
    }
}

extension String {
    fileprivate var replacingDashes: String { String(map { $0 == "–" ? "-" : $0 }) }
}
