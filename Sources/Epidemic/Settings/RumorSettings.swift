/// Rumor mongering as the product of independent choices (Demers et al. 1987, §1.4).
public struct RumorSettings: Hashable, Sendable {
    /// Who sends what it has in a contact.
    public var direction: Direction
    /// What begins a round.
    public var trigger: Trigger
    /// When a node loses interest in a rumor.
    public var removal: Removal
    /// Which of two counters moves when a contact was unnecessary for both ends.
    public var minimization: Minimization
    /// Whether a rumor is sent to a peer that is known to have it.
    public var echo: Echo
    /// How many contacts a node accepts.
    public var limits: ContactLimits
    /// Peers contacted per round, 1 … `Limits.fanOutMax`.
    public var fanOut: Int
    /// How rounds of different nodes stand to each other.
    public var rounds: Rounds
    /// The length of a round; also how long the feedback of a round is waited for.
    public var interval: Interval
    /// How long arriving news waits for more before it begins a round.
    public var coalescing: Interval

    public init(
        direction: Direction = .push, trigger: Trigger = .both,
        removal: Removal = .counter(limit: 3, .feedback), minimization: Minimization = .off,
        echo: Echo = .sent, limits: ContactLimits = .none, fanOut: Int = 1, rounds: Rounds = .free,
        interval: Interval = .seconds(1), coalescing: Interval = .milliseconds(20)
    ) {
        self.direction = direction
        self.trigger = trigger
        self.removal = removal
        self.minimization = minimization
        self.echo = echo
        self.limits = limits
        self.fanOut = fanOut
        self.rounds = rounds
        self.interval = interval
        self.coalescing = coalescing
    }
}

/// Who sends rumors in a contact: the one who makes it, the one who receives it, or both.
public enum Direction: String, Hashable, Sendable, CaseIterable {
    case push
    case pull
    case pushPull = "push-pull"

    /// Whether the contacting node offers what it has.
    public var pushes: Bool { self != .pull }
    /// Whether the contacting node asks for what the other has.
    public var pulls: Bool { self != .push }
}

/// What begins a round of a node.
public enum Trigger: String, Hashable, Sendable, CaseIterable {
    /// The arrival of news, and then the end of the last round, while something is hot.
    case message
    /// The periodic timer.
    case periodic
    /// The periodic timer, and the arrival of news when no round is under way.
    case both

    var isPeriodic: Bool { self != .message }
    var heedsNews: Bool { self != .periodic }
}

/// Which contacts make a node lose interest.
public enum Reaction: String, Hashable, Sendable, CaseIterable {
    /// Only a contact whose receiver knew the rumor already.
    case feedback
    /// Every contact.
    case blind
}

/// When a node removes a rumor from its hot list.
public enum Removal: Hashable, Sendable {
    /// After `limit` rounds in a row whose contacts were unnecessary; a useful one starts afresh.
    case counter(limit: Int, Reaction)
    /// With probability 1/`sides` after each contact that counts.
    case coin(sides: Int, Reaction)
    /// After so many rounds.
    case timeToLive(rounds: Int)
    /// In its j-th round it spreads with probability `persistence`ʲ; the first miss removes it.
    case decay(persistence: Double)
    /// Never: every node stays infected.
    case never
    /// Pushed while it is at most so many rounds old, then only given to those who ask, for twice as
    /// long; who has nothing hot asks (Mercier, Hayez, Matos, arXiv 1709.00198). Its age travels with it.
    case pushThenPull(rounds: Int)
    /// A counter that moves when most partners of a round have one as high; past `limit` the rumor is
    /// spread for `silent` more rounds, and whoever meets one so far is as far; and nobody spreads it for
    /// more than ⌈4 ln n⌉ rounds (Karp, Schindelhauer, Shenker, Vöcking, FOCS 2000).
    case medianCounter(limit: Int, silent: Int)

    /// The reaction, for the rules that have one.
    public var reaction: Reaction? {
        switch self {
        case .counter(_, let reaction), .coin(_, let reaction): reaction
        case .timeToLive, .decay, .never, .pushThenPull, .medianCounter: nil
        }
    }

    /// Whether the receiver of a push must say if it was news.
    var needsFeedback: Bool { reaction == .feedback }
}

/// In a contact between two nodes that both know a rumor already, only the smaller of their counters
/// moves, both when they are equal, and the rumor crosses once (Demers et al. 1987, §1.4).
public enum Minimization: String, Hashable, Sendable, CaseIterable { case off, on }

/// Whether a rumor is pushed to the peer last known to have it: the one that brought it, or that said so
/// in its feedback.
public enum Echo: String, Hashable, Sendable, CaseIterable {
    /// It is, as in the paper.
    case sent
    /// It is not: the answer is known, and counts at once as that of an unnecessary contact. Where the
    /// removal rule needs no answers, or compares counters, it is sent all the same.
    case spared
}

extension RumorSettings {
    /// Whether who is known to have a rumor is not told again.
    var sparesEchoes: Bool { echo == .spared && removal.needsFeedback && !marksRumors }
}

/// How the rounds of different nodes stand to each other.
public enum Rounds: String, Hashable, Sendable, CaseIterable {
    /// All nodes begin their round together, before any contact of the round is made: the paper's
    /// synchronous cycle. Whoever drives the replica begins the rounds.
    case aligned
    /// Every node has rounds of its own, begun by its own timers.
    case free
}
