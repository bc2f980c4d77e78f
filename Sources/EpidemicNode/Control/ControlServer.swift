import Epidemic
import NIOCore

/// Answers the clients of one node: what all connections share.
final class ControlServer {
    let driver: NodeDriver
    /// The commands that are carried out in pieces.
    let long: LongCommands
    /// How fast passwords may be guessed.
    var guesses = GuessLimit()
    /// Told of the address from which a wrong password came.
    var onWrongPassword: (GuessAddress) -> Void = { _ in }
    /// Told of the address from which a browser sent what a page wrote.
    var onWebRequest: (GuessAddress) -> Void = { _ in }
    /// Where scans of the table stand.
    var cursors = ScanCursors()
    var onShutdown: (Haste) -> Void = { _ in }
    private(set) var sessions: [ObjectIdentifier: ControlConnection] = [:]
    var statistics = CommandStatistics()
    var slowLog = SlowLog()
    /// Those who are told every command, in the order in which they asked.
    var monitors: [ClientSession] = []
    /// What clients wait for others to confirm.
    let questions: HolderQuestions
    /// Connections that were taken in since the node began.
    var opened: Int64 { lastID }
    private var lastID: Int64 = 0

    /// How long a client that has not given the password may take over one command.
    var strangerCommandTime = TransportLimits.strangerCommandTime
    /// Connections that are taken in at once.
    let countMax: Int
    /// Bytes that clients sent, and were sent.
    var bytesIn: UInt64 = 0
    var bytesOut: UInt64 = 0
    /// How fast commands come.
    var pace = CommandPace(since: .now())
    /// How long what a client still sends is thrown away after its last answer.
    var lastWordsTime = TransportLimits.lastWordsTime

    /// How soon a node is to end.
    enum Haste { case none, now }

    /// - Parameter countMax: connections at once; further ones are told and closed.
    init(_ driver: NodeDriver, countMax: Int = TransportLimits.clientsMax) {
        self.driver = driver
        self.countMax = countMax
        long = LongCommands(on: driver.loop)
        questions = HolderQuestions(driver)
    }

    /// Takes a connection in. When there are too many, one that has not given the password goes.
    ///
    /// - Returns: its number; nil when there are too many all the same.
    func open(_ connection: ControlConnection) -> Int64? {
        guard sessions.count < countMax || giveUpStranger() else { return nil }
        sessions[ObjectIdentifier(connection)] = connection
        lastID += 1
        return lastID
    }

    func close(_ connection: ControlConnection) {
        sessions[ObjectIdentifier(connection)] = nil
    }

    /// A connection could not be taken: a stranger is given up, so that the next can be.
    func rest(_ error: IOError) {
        driver.noteNotAccepted(error, for: .control)
        _ = giveUpStranger()
    }

    /// Ends the oldest connection that has not given the password.
    ///
    /// - Returns: whether there was one.
    private func giveUpStranger() -> Bool {
        let strangers = sessions.values.compactMap { connection in
            connection.session.map { (connection, $0) }
        }
        .filter { !$0.1.isAuthenticated }
        guard let oldest = strangers.min(by: { $0.1.id < $1.1.id })?.0 else { return false }
        driver.count(.tooManyRequests)
        close(oldest)
        oldest.hangUp()
        return true
    }

    /// What the connections have said of themselves, by their numbers.
    var inOrder: [ClientSession] {
        sessions.values.compactMap(\.session).sorted { $0.id < $1.id }
    }

    func closeAll() {
        long.removeAll()
        for connection in sessions.values { connection.hangUp() }
        sessions.removeAll()
    }
}

/// Where scans stand: a number for the key after which each goes on, the oldest forgotten.
struct ScanCursors {
    private var keys: [UInt64: Key] = [:]
    private var last: UInt64 = 0

    /// Scans that are remembered at once.
    static let countMax: UInt64 = 4_096

    /// A number for the place after a key.
    mutating func add(_ key: Key) -> UInt64 {
        last += 1
        keys[last] = key
        if last > Self.countMax { keys[last - Self.countMax] = nil }
        return last
    }

    subscript(cursor: UInt64) -> Key? { keys[cursor] }
}
