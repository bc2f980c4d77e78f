import EpidemicWire

/// One command of the control protocol: its name, the words that it takes, what clients are told of it, and
/// what it does.
///
/// Some have others under them, as `CLIENT LIST` is under `CLIENT`; those are named `client|list`, and count
/// the words of both.
struct ControlCommand: Sendable {
    let name: String
    /// Words, the name included.
    let words: ClosedRange<Int>
    let flags: CommandFlags
    /// What is told of it.
    let facts: Facts
    /// The commands under it, by their second word.
    private(set) var subcommands: [ControlCommand] = []
    /// Where it stands among all, or the one that it is under.
    private(set) var place = 0
    let run: @Sendable (ClientSession, [[UInt8]]) -> RESPValue?

    /// What clients and people are told of a command. Apart, so that to look a command up costs no more for it.
    final class Facts: Sendable {
        /// How it is written, without its name.
        let syntax: CommandSyntax
        /// What it does, in a few words.
        let summary: String
        let group: CommandGroup
        /// The version of Redis that had it first; of what Redis does not have, the one that is spoken.
        let since: String
        let keys: KeyPlaces
        /// Categories besides those that follow from group and flags.
        let categories: [String]

        fileprivate init(
            _ syntax: CommandSyntax, _ summary: String, _ group: CommandGroup, since: String,
            _ keys: KeyPlaces, _ categories: [String]
        ) {
            self.syntax = syntax
            self.summary = summary
            self.group = group
            self.since = since
            self.keys = keys
            self.categories = categories
        }
    }

    /// - Parameters:
    ///   - syntax: as `CommandSyntax` reads it.
    ///   - words: where it takes others than its syntax says, to refuse them in words of its own.
    init(
        _ name: String, _ syntax: String, _ summary: String, _ group: CommandGroup,
        since: String = ServerInfo.redisVersion, _ flags: CommandFlags = [],
        keys: KeyPlaces = .none, categories: [String] = [], words: ClosedRange<Int>? = nil,
        run: @escaping @Sendable (ClientSession, [[UInt8]]) -> RESPValue?
    ) {
        self.name = name
        let syntax = CommandSyntax(syntax)
        let own = name.split(separator: "|").count
        let arguments = syntax.words
        let most = arguments.upperBound == .max ? .max : arguments.upperBound + own
        self.words = words ?? arguments.lowerBound + own...most
        self.flags = flags
        facts = Facts(syntax, summary, group, since: since, keys, categories)
        self.run = run
    }

    /// A command that has others under it.
    ///
    /// - Parameters:
    ///   - subcommands: what is under it, besides `HELP`, which tells of them.
    ///   - alone: what it does by itself; nil where it takes a second word.
    init(
        _ name: String, _ summary: String, _ group: CommandGroup, since: String,
        _ flags: CommandFlags = [], categories: [String] = [], subcommands: [ControlCommand],
        alone: (@Sendable (ClientSession) -> RESPValue)? = nil
    ) {
        self.init(
            name, "", summary, group, since: since, flags, categories: categories,
            words: (alone == nil ? 2 : 1)...Int.max
        ) { session, _ in alone?(session) }
        let help = ControlCommand(
            "\(name)|help", "", "Tell of these.", group, since: "5.0.0", [.loading, .stale],
            categories: categories
        ) { _, _ in
            .array(Self.help(of: name, subcommands).map { .simple($0) })
        }
        self.subcommands = subcommands + [help]
    }

    func accepts(_ count: Int) -> Bool { words.contains(count) }

    /// Whether it reads or writes the table by itself.
    var usesTable: Bool { !flags.isDisjoint(with: [.readonly, .write]) }

    /// The same, or by the commands that it carries out.
    var isAboutTable: Bool { usesTable || name == "exec" }

    /// All commands, by topic, in the order in which they are listed.
    static let all: [ControlCommand] = {
        let topics = [
            connection, news, clients, strings, keyspace, waiting, transactions, server, watching,
            cluster,
        ]
        return topics.joined().enumerated().map { place, command in
            var command = command
            command.place = place
            for index in command.subcommands.indices { command.subcommands[index].place = place }
            return command
        }
    }()

    static let table = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// All commands, those under others, too.
    static let allInside = all.flatMap { [$0] + $0.subcommands }

    /// Those by their names, as in `client|list`.
    static let tableInside = Dictionary(uniqueKeysWithValues: allInside.map { ($0.name, $0) })

    /// What the words of a client name.
    enum Lookup {
        case command(ControlCommand)
        case unknown
        /// There is no such word under this command.
        case unknownUnder(ControlCommand)
    }

    /// Finds the command that some words name.
    static func find(_ words: [[UInt8]]) -> Lookup {
        guard let command = table[words[0].lowercased] else { return .unknown }
        guard !command.subcommands.isEmpty, words.count > 1 else { return .command(command) }
        let name = "\(command.name)|\(words[1].lowercased)"
        guard let under = command.subcommands.first(where: { $0.name == name }) else {
            return .unknownUnder(command)
        }
        return .command(under)
    }

    /// As Redis counts: the number of words, negative where there may be more.
    var arity: Int64 {
        words.lowerBound == words.upperBound ? Int64(words.lowerBound) : -Int64(words.lowerBound)
    }

    /// What `HELP` tells: two lines for each, as in Redis.
    private static func help(of name: String, _ subcommands: [ControlCommand]) -> [String] {
        let head =
            "\(name.uppercased()) <subcommand> [<arg> [value] [opt] ...]. Subcommands are:"
        let lines = subcommands.flatMap { command in
            let word = command.name.split(separator: "|").last.map { $0.uppercased() } ?? ""
            let usage =
                command.facts.syntax.text.isEmpty ? word : "\(word) \(command.facts.syntax.text)"
            return [usage, "    \(command.facts.summary)"]
        }
        return [head] + lines + ["HELP", "    Print this help."]
    }
}
