import Laboratory

/// The names of the commands.
enum Commands {
    static let all = [
        "run", "up", "attach", "node", "status", "registry", "deploy", "maelstrom", "experiment",
        "reproduce", "reconcile", "hunt", "explore", "replay", "bench", "help",
    ]

    /// Refuses a first word that is no command; the default command would call it an argument.
    ///
    /// - Throws: `Complaint`.
    static func check(_ arguments: [String]) throws(Complaint) {
        guard let word = arguments.first, !word.hasPrefix("-"), !all.contains(word) else {
            return
        }
        throw .wrongUse("there is no command '\(word)'; \(choice)")
    }

    private static let choice = "there are \(all.joined(separator: ", "))"

    /// The arguments without the name of the command.
    static func options(in arguments: [String]) -> [String] {
        all.contains(arguments.first ?? "") ? Array(arguments.dropFirst()) : arguments
    }
}
