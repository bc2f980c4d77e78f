/// A cluster that can be watched and acted upon: simulated, launched, or attached.
///
/// Plain and synchronous whatever lies behind it: an action returns a ticket at once, and what became
/// of it stands in a later view.
public protocol ClusterSource: Sendable {
    /// What this source can do, and why it cannot do the rest.
    var capabilities: Capabilities { get }

    /// What the observer is interested in, as it is now. Costs what is asked for, not the cluster.
    mutating func observe(_ interest: Interest) -> ClusterView

    /// Takes a command. The outcome stands in the next views under the returned ticket.
    @discardableResult
    mutating func perform(_ command: ClusterCommand) -> Ticket

    /// Lets wall time pass. A simulation runs virtual time forward by it, times the speed, and stops
    /// early when it may not go on, so that a screen stays alive whatever the size of the cluster.
    ///
    /// - Parameter mayGoOn: asked now and then, but not before something has happened.
    mutating func elapse(_ wall: TimeSpan, while mayGoOn: () -> Bool) -> Passage
}

/// How time passed that was to pass.
public enum Passage: Hashable, Sendable {
    /// All of it.
    case whole
    /// A part: more happens in it than there was time for, and the rest is lost.
    case late
    /// The spreading that is awaited was over after a part; so much is left, and passes next.
    case awaited(left: TimeSpan)

    /// What is left to pass.
    public var left: TimeSpan? {
        guard case .awaited(let left) = self else { return nil }
        return left
    }
}

/// The number of a command given to a source, ascending.
public struct Ticket: Hashable, Comparable, Sendable {
    /// Counts from the first command that the source was given.
    public let number: Int

    /// Makes the ticket of a number.
    public init(_ number: Int) { self.number = number }

    /// Whether one command was given before another.
    public static func < (left: Ticket, right: Ticket) -> Bool { left.number < right.number }
}

/// What became of a command.
public struct CommandOutcome: Hashable, Sendable {
    /// How it went.
    public enum Result: Hashable, Sendable {
        case done
        /// A write or a deletion was made, with this identity.
        case wrote(UpdateIdentity)
        /// A node was added.
        case added(NodeID)
        /// A write waits until its node, which is arriving, is ready.
        case waits(NodeID)
        /// It was not done; one clear sentence says why.
        case refused(String)
    }

    /// The command that it is the outcome of.
    public let ticket: Ticket
    /// How that went.
    public let result: Result

    /// Makes the outcome of a command.
    public init(ticket: Ticket, result: Result) {
        self.ticket = ticket
        self.result = result
    }
}

/// What a source can do. A key that has no effect on it is shown dimmed, with the reason.
public struct Capabilities: Hashable, Sendable {
    /// What may or may not be possible.
    public enum Ability: Hashable, Sendable, CaseIterable {
        case pause, step, turnBack, changeSpeed, addNodes, changeNetwork
        /// Kill nodes, and start them again.
        case killNodes
        /// Take back what was done.
        case undo
        /// Let nodes come and go by themselves.
        case churn
        /// Let a demonstration show itself.
        case demonstrate
        /// Tell of each message: where it is on its way, and which link it went over.
        case tellMessages
    }

    /// The reasons for what cannot be done; what has no reason can be done.
    public var refusals: [Ability: String]

    /// Makes the capabilities of a source that can do all but what has a reason here.
    public init(refusals: [Ability: String] = [:]) { self.refusals = refusals }

    /// Why something cannot be done; nil when it can.
    public func refusal(of ability: Ability) -> String? { refusals[ability] }
}
