/// Why something that was sent or that arrived went no further. Each has a counter.
public enum Drop: String, Hashable, Sendable, CaseIterable {
    // Faults that somebody asked for
    case cut = "link cut"
    case loss = "lost on purpose"
    case offline
    case frozen

    // Going out
    case queueFull = "queue full"
    case unreachable
    /// The system would not send it: no route, a rule of a firewall.
    case sendFailed = "send failed"
    /// There is no socket to send it from, until it is bound again.
    case notBound = "socket not bound"

    /// A port or an address at which nobody can be, given by who speaks or told of another.
    case impossibleAddress = "impossible address"

    // Coming in
    case readFailed = "read failed"
    case notOurs = "another protocol"
    case unknownVersion = "unknown version"
    case unknownKind = "unknown kind"
    case malformed
    /// From a node of another cluster.
    case foreign = "another cluster"
    /// From a node that has yet to learn the name of its cluster, or to one.
    case unnamed = "cluster not known yet"
    case tooLarge = "too large"
    case ownEcho = "own echo"
    /// Its sender has yet to show that it is where it says and, where packets are sealed, that it speaks
    /// now.
    case notProven = "sender not proven"
    case tooManyPeers = "too many peers"
    /// A greeting that was not answered: all strangers share what is sent to them.
    case tooManyStrangers = "too many strangers"
    case tooManyStreams = "too many streams"
    /// Frames that are not whole took up too much.
    case tooManyHalfFrames = "too many half frames"
    /// A stranger that did not show who it is, a frame that did not go on, a stream that nobody uses.
    case streamTimedOut = "stream timed out"
    /// A connection that the system had no descriptor or no memory for.
    case notAccepted = "connection not accepted"
    case requestTimedOut = "request timed out"
    case tooManyRequests = "too many requests"

    // What cannot be made durable
    /// What others brought, which could not be stored.
    case notStored = "not stored"
    /// What could have been said, and is not durable yet.
    case notDurable = "not durable"

    // From clients
    case refusedForDisk = "write refused for disk"
    case refusedForMemory = "write refused for memory"
    case refusedAtEnd = "write refused at the end"
    case wrongPassword = "wrong password"
    /// More passwords came from one address than are judged at once.
    case passwordDelayed = "password delayed"
    /// A browser sent what a page wrote.
    case webRequest = "web request"

    // Clients
    case tooManyClients = "too many clients"
    /// It did not take in what it had asked to be told.
    case slowClient = "slow client cut off"
    case slowMonitor = "slow monitor cut off"
    case clientKilled = "client ended by another"

    /// Whether a message did not arrive, rather than that it was not heeded where it did.
    var isLoss: Bool {
        switch self {
        case .cut, .loss, .offline, .frozen, .queueFull, .unreachable, .sendFailed, .notBound,
            .impossibleAddress:
            true
        default: false
        }
    }
}

/// How often each happened.
struct DropCounters {
    private var counts = [UInt64](repeating: 0, count: Drop.allCases.count)

    subscript(drop: Drop) -> UInt64 { counts[Self.places[drop] ?? 0] }

    mutating func count(_ drop: Drop) { counts[Self.places[drop] ?? 0] += 1 }

    private static let places = Dictionary(
        uniqueKeysWithValues: Drop.allCases.enumerated().map { ($1, $0) })
}

/// Drops are counted by whoever drops.
final class DropCounter {
    var counts = DropCounters()
}
