/// When spreads that begin became no longer comparable to those before, and why.
public struct SpreadChange: Hashable, Sendable {
    /// What had become another.
    public enum Cause: Hashable, Sendable {
        case settings, network, nodes, links
    }

    /// The moment of the change.
    public var moment: Moment
    /// What changed.
    public var cause: Cause

    /// Makes a change.
    public init(moment: Moment, cause: Cause) {
        self.moment = moment
        self.cause = cause
    }
}
