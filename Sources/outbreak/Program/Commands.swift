/// The names of the commands.
enum Commands {
    /// What can be asked for now.
    static let built = [
        "run", "up", "attach", "node", "status", "registry", "experiment", "reproduce", "reconcile",
        "bench",
        "help",
    ]

    /// What the program will be able to do.
    static let planned = [
        "deploy"
    ]

    /// Refuses a first word that is no command; the default command would call it an argument.
    ///
    /// - Throws: `Complaint`.
    static func check(_ arguments: [String]) throws(Complaint) {
        guard let word = arguments.first, !word.hasPrefix("-"), !built.contains(word) else {
            return
        }
        throw planned.contains(word)
            ? .wrongUse("the command \(word) is not built yet; \(choice)")
            : .wrongUse("there is no command '\(word)'; \(choice)")
    }

    private static let choice = "there are \(built.joined(separator: ", "))"

    /// The arguments without the name of the command.
    static func options(in arguments: [String]) -> [String] {
        built.contains(arguments.first ?? "") ? Array(arguments.dropFirst()) : arguments
    }
}
