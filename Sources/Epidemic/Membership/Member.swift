/// What one member keeps about another.
public struct Member: Hashable, Sendable {
    /// What is believed of it and told to others.
    public internal(set) var record: MemberRecord
    /// Under which slot it is spoken to.
    public internal(set) var peer: Peer
    /// How it said that it is doing.
    public internal(set) var report: StatusReport?
    /// When that came here.
    public internal(set) var reported: Instant?
    /// Since when it has been believed to stand as it does.
    public internal(set) var changed: Instant
    /// When it was last heard itself.
    public internal(set) var heard: Instant?
    var suspicion: Suspicion?
    /// Since when it has not answered one who gets no answers from anybody, and so accuses nobody.
    var doubted: Instant?

    init(_ record: MemberRecord, at peer: Peer, now: Instant) {
        self.record = record
        self.peer = peer
        changed = now
    }

    /// How it stands for all that this member knows, doubts included, which are told to nobody.
    public var state: MemberState {
        record.state == .alive && doubted != nil ? .suspect : record.state
    }
}

/// The others that a member knows, sorted by name.
struct MemberTable: Sendable {
    private(set) var members: [Member] = []

    var count: Int { members.count }

    /// Members in a state, for the limits on how many are kept.
    func count(where isCounted: (Member) -> Bool) -> Int { members.count(where: isCounted) }

    subscript(name: ReplicaName) -> Member? { place(of: name).map { members[$0] } }

    /// The member behind a slot.
    func member(at peer: Peer) -> Member? { members.first { $0.peer == peer } }

    mutating func insert(_ member: Member) {
        let place = lowerBound(of: member.record.id.name)
        precondition(
            place == members.count || members[place].record.id.name != member.record.id.name,
            "\(member.record.id.name) is known already")
        members.insert(member, at: place)
    }

    mutating func remove(_ name: ReplicaName) {
        if let place = place(of: name) { members.remove(at: place) }
    }

    /// Changes a member in its place, if it is known.
    mutating func change(_ name: ReplicaName, _ change: (inout Member) -> Void) {
        if let place = place(of: name) { change(&members[place]) }
    }

    mutating func changeAll(_ change: (inout Member) -> Void) {
        for place in members.indices { change(&members[place]) }
    }

    private func place(of name: ReplicaName) -> Int? {
        let place = lowerBound(of: name)
        return place < members.count && members[place].record.id.name == name ? place : nil
    }

    private func lowerBound(of name: ReplicaName) -> Int {
        members.partitionPoint { $0.record.id.name < name }
    }
}
