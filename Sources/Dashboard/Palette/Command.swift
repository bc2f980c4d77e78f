import ClusterObservation

/// What may follow an action's name in the palette, and what it does then.
///
/// The key table names every action; those that take arguments have a record here. All others are
/// done as their key does them.
struct Command: Sendable {
    let action: KeyAction
    let parameters: [Parameter]
    /// Does it with the arguments that were given: at least the needed ones, at most as many as there
    /// are parameters.
    let run: @Sendable (inout DashboardModel, [String]) throws(PromptError) -> [DashboardAction]

    /// One word that follows a command.
    struct Parameter: Hashable, Sendable {
        /// What it is.
        enum Kind: Hashable, Sendable {
            case node, key, setting, settingValue, theme, panel, column, scenario, isolation, export
            /// Anything, to the end of the line.
            case text
            /// A number or a time; an example stands for it.
            case quantity(example: String)
        }

        /// Whether the command can do without.
        enum Need: Hashable, Sendable { case needed, optional }

        var name: String
        var kind: Kind
        var need: Need

        init(_ name: String, _ kind: Kind, _ need: Need = .needed) {
            self.name = name
            self.kind = kind
            self.need = need
        }
    }

    init(
        _ action: KeyAction, _ parameters: [Parameter],
        run:
            @escaping @Sendable (inout DashboardModel, [String]) throws(PromptError)
            -> [DashboardAction]
    ) {
        self.action = action
        self.parameters = parameters
        self.run = run
    }

    /// How many arguments it cannot do without.
    var neededCount: Int { parameters.count { $0.need == .needed } }

    /// `NODE [WAYS]`: what follows the name.
    var usage: String {
        parameters.map { $0.need == .needed ? $0.name : "[\($0.name)]" }.joined(separator: " ")
    }

    /// The command of an action.
    static func of(_ action: KeyAction) -> Command {
        withArguments.first { $0.action == action }
            ?? Command(action, []) { (model, _) throws(PromptError) in try model.take(action) }
    }
}

/// A line of the palette in its words.
struct CommandLine: Hashable {
    let name: String
    let arguments: [String]
    /// The word at the end, which is still being typed; empty behind a space.
    let lastWord: String
    /// Everything before it.
    let beforeLast: String

    init(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        name = words.first ?? ""
        arguments = Array(words.dropFirst())
        lastWord = text.last.map { $0 == " " ? "" : words.last ?? "" } ?? ""
        beforeLast = String(text.dropLast(lastWord.count))
    }

    /// The place of the last word among the words: 0 is the name.
    var lastPlace: Int { arguments.count + (name.isEmpty || !lastWord.isEmpty ? 0 : 1) }
}
