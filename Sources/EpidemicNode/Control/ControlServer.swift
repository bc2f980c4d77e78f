import Epidemic
import NIOCore

/// Answers the clients of one node: what all connections share.
final class ControlServer {
    let driver: NodeDriver
    /// Where scans of the table stand.
    var cursors = ScanCursors()
    var onShutdown: () -> Void = {}
    private(set) var sessions: [ObjectIdentifier: ControlConnection] = [:]
    private var lastID: Int64 = 0

    /// Connections at once; further ones are told and closed.
    static let sessionsMax = 10_000

    init(_ driver: NodeDriver) { self.driver = driver }

    /// Takes a connection in.
    ///
    /// - Returns: its number; nil when there are too many.
    func open(_ connection: ControlConnection) -> Int64? {
        guard sessions.count < Self.sessionsMax else { return nil }
        sessions[ObjectIdentifier(connection)] = connection
        lastID += 1
        return lastID
    }

    func close(_ connection: ControlConnection) {
        sessions[ObjectIdentifier(connection)] = nil
    }

    func closeAll() {
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
