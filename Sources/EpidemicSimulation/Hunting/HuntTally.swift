/// What a run did, and what befell it that is no violation; runs add up.
public struct HuntTally: Hashable, Sendable {
    /// Steps that were taken, by name.
    public var steps: [String: Int] = [:]
    /// Commands that could not be carried out.
    public var refused = 0
    /// Events of the simulation.
    public var events = 0
    /// Writes and deletions that were acknowledged.
    public var acknowledged = 0
    /// Of those, how many are gone because every copy was destroyed: on nodes, on disks and under way.
    public var destroyed = 0
    /// Deleted values that came back after every certificate had been let go or destroyed.
    public var forgottenDeletions = 0
    /// Values taken by nodes that had let go of what may have been their deletion.
    public var cameBack = 0
    /// Writes that lose to what was seen before a deletion that is forgotten.
    public var writesBehindForgotten = 0
    /// Identities that were given out twice by disks that were set back, where not everybody could know.
    public var identitiesReused = 0
    /// Reads by clients that stay, and by those that go from node to node.
    public var reads = 0
    public var roamingReads = 0
    /// Of the latter, those that did not show what the client had written, or had read.
    public var roamingBehindWrites = 0
    public var roamingBehindReads = 0
    /// Reads of a client that stays, which went back behind a deletion that is forgotten.
    public var behindForgotten = 0

    public init() {}

    /// Adds what another run did.
    public mutating func add(_ other: HuntTally) {
        steps.merge(other.steps, uniquingKeysWith: +)
        refused += other.refused
        events += other.events
        acknowledged += other.acknowledged
        destroyed += other.destroyed
        forgottenDeletions += other.forgottenDeletions
        cameBack += other.cameBack
        writesBehindForgotten += other.writesBehindForgotten
        identitiesReused += other.identitiesReused
        reads += other.reads
        roamingReads += other.roamingReads
        roamingBehindWrites += other.roamingBehindWrites
        roamingBehindReads += other.roamingBehindReads
        behindForgotten += other.behindForgotten
    }
}
