import ClusterObservation

/// Something that happened in a run: what its exports are made of.
public struct RunEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: Hashable, Sendable {
        /// A message left a node; so many ends of it follow: two for one that the network repeats.
        case sent(RunMessage, ends: Int)
        /// A message, or a repeated one's copy, came to its receiver.
        case arrived(RunMessage)
        /// A message, or a repeated one's copy, came to nobody.
        case lost(RunMessage, LossReason)
        /// Anything else that a trace tells.
        case traced(TraceEvent.Kind)
    }

    public var moment: Moment
    /// The round of the cluster.
    public var round: Int
    /// Where it happened; nil for what concerns the whole cluster. A loss happens at no node.
    public var node: NodeID?
    public var kind: Kind

    public init(moment: Moment, round: Int, node: NodeID?, kind: Kind) {
        self.moment = moment
        self.round = round
        self.node = node
        self.kind = kind
    }
}

/// A message, as the events of a run name it.
public struct RunMessage: Hashable, Sendable {
    /// Ascending by the order of sending, from 1.
    public var number: Int
    public var link: DirectedLink
    public var kind: MessageKind
    public var bytes: Int

    public init(number: Int, link: DirectedLink, kind: MessageKind, bytes: Int) {
        self.number = number
        self.link = link
        self.kind = kind
        self.bytes = bytes
    }
}

extension Simulation {
    /// Takes a sending into the record, and what became of it if that is known at once.
    mutating func noteSending(_ message: RunMessage, _ passage: Network.Passage) {
        switch passage {
        case .arrives(let moments):
            note(.sent(message, ends: moments.count), of: message.link.from)
        case .lost(let reason):
            note(.sent(message, ends: 1), of: message.link.from)
            note(.lost(message, reason), of: nil)
        }
    }
}

extension Transit {
    /// The message as the events of a run name it.
    var message: RunMessage {
        RunMessage(number: number, link: link, kind: kind, bytes: bytes.count)
    }
}
