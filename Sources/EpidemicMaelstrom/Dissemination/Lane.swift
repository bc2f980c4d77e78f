import Epidemic

/// News on its way to the same few peers: gathered until it is due, and then told to all of them at once.
struct Lane: Hashable, Sendable {
    /// Whom it leads to; somebody.
    let peers: [Peer]
    /// What news takes it.
    let takes: Freight
    /// The keys that wait, in the order in which they came, each once.
    private var waiting: [Key] = []
    private var held: Set<Key> = []
    /// When they are told; nil while none waits.
    var due: Instant?
    /// When it was last told.
    private(set) var told: Instant?
    /// How many letters it has sent.
    private var letters: UInt64 = 0

    /// What takes a lane.
    enum Freight: Hashable {
        case own, ownAndRepaired, everything

        func includes(_ origin: Origin) -> Bool {
            switch origin {
            case .own: true
            case .repair: self != .own
            case .letter: self == .everything
            }
        }
    }

    /// How news came to this node.
    enum Origin: Hashable {
        /// It was written here.
        case own
        case letter
        /// A comparison of tables brought it, so others may lack it, too.
        case repair
    }

    init(to peers: [Peer], takes: Freight) {
        precondition(!peers.isEmpty, "a lane to nobody")
        self.peers = peers
        self.takes = takes
    }

    /// Adds a key.
    mutating func add(_ key: Key) {
        if held.insert(key).inserted { waiting.append(key) }
    }

    /// Takes out what waits.
    mutating func take(now: Instant) -> [Key] {
        defer {
            waiting = []
            held = []
        }
        due = nil
        told = now
        return waiting
    }

    /// The number of the next letter: of those that follow each other none is lost.
    mutating func nextLetter() -> UInt64 {
        letters += 1
        return letters
    }
}
