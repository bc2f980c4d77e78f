import Epidemic

/// What somebody did to the link with one peer.
struct LinkFaults: Hashable {
    /// Messages in these directions are lost.
    var cut: Set<CutDirection> = []
    /// The probability that a message is lost as it goes out: a link has its loss where it begins, as it
    /// has its delay.
    var loss = 0.0
    /// How much later every message goes out.
    var delay = Interval.zero

    static let none = LinkFaults()
}

/// A direction of a link, seen from this node.
public enum CutDirection: String, Hashable, Sendable, CaseIterable {
    case incoming = "in"
    case outgoing = "out"
}

/// Whether a node takes part.
public enum NodeMode: String, Hashable, Sendable, CaseIterable {
    case up
    /// It reads and writes its own table, and speaks with nobody.
    case offline
    /// It does nothing at all, but for what the control port is asked.
    case frozen
}

/// All faults of one node, decided message by message.
struct Faults {
    var mode = NodeMode.up
    private var links: [Peer: LinkFaults] = [:]
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    subscript(peer: Peer) -> LinkFaults {
        get { links[peer] ?? .none }
        set { links[peer] = newValue == .none ? nil : newValue }
    }

    /// The links that have faults, by peer.
    var faulty: [(Peer, LinkFaults)] { links.sorted { $0.key < $1.key } }

    mutating func heal() { links.removeAll() }

    /// Why no message passes at all; nil where some do.
    var drop: Drop? {
        switch mode {
        case .up: nil
        case .offline: .offline
        case .frozen: .frozen
        }
    }

    /// Why a message does not pass; nil when it does.
    mutating func drop(_ direction: CutDirection, _ peer: Peer) -> Drop? {
        if let drop { return drop }
        guard !links.isEmpty, let faults = links[peer] else { return nil }
        if faults.cut.contains(direction) { return .cut }
        guard direction == .outgoing, faults.loss > 0 else { return nil }
        return generator.unit() < faults.loss ? .loss : nil
    }
}
