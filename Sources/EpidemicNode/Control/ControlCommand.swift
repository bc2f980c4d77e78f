import EpidemicWire

/// One command of the control protocol: its name, how many words it takes, and what it does.
struct ControlCommand: Sendable {
    let name: String
    /// Words, the name included.
    let words: ClosedRange<Int>
    /// What it does, in a few words.
    let summary: String
    /// Who may give it besides clients that gave the password.
    var access = Access.members
    /// Where it stands among all.
    private(set) var place = 0
    let run: @Sendable (ClientSession, [[UInt8]]) -> RESPValue?

    /// Who may give a command.
    enum Access { case members, listeners, everybody }

    init(
        _ name: String, _ words: ClosedRange<Int>, _ summary: String, access: Access = .members,
        run: @escaping @Sendable (ClientSession, [[UInt8]]) -> RESPValue?
    ) {
        self.name = name
        self.words = words
        self.summary = summary
        self.access = access
        self.run = run
    }

    func accepts(_ count: Int) -> Bool { words.contains(count) }

    /// Whether it may be given before the password.
    var isForStrangers: Bool { access == .everybody }

    /// Whether it may be given while the connection waits for news in RESP2. Of what comes before the
    /// password, all of that may.
    var isForListeners: Bool { access != .members }

    /// No end to the number of words.
    static func atLeast(_ count: Int) -> ClosedRange<Int> { count...Int.max }

    /// All commands, by topic, in the order in which they are listed.
    static let all = (connection + clients + data + transactions + server + watching + cluster)
        .enumerated().map { place, command in
            var command = command
            command.place = place
            return command
        }

    static let table = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// As Redis counts: the number of words, negative where there may be more.
    var arity: Int64 {
        words.lowerBound == words.upperBound ? Int64(words.lowerBound) : -Int64(words.lowerBound)
    }
}
