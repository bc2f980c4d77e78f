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

/// The lives of others that a member knows, sorted by name and epoch.
///
/// A name can have several: an earlier life that is not known to be over yet, or two nodes that were given
/// one name. Each is spoken to, probed and told of by itself.
struct MemberTable: Sendable {
    private(set) var members: [Member] = []

    var count: Int { members.count }

    /// Members in a state, for the limits on how many are kept.
    func count(where isCounted: (Member) -> Bool) -> Int { members.count(where: isCounted) }

    subscript(id: ReplicaID) -> Member? { place(of: id).map { members[$0] } }

    /// The member behind a slot; of two, the one that is present.
    func member(at peer: Peer) -> Member? {
        let place = members.firstIndex { $0.peer == peer && $0.record.state.isPresent }
        return place.map { members[$0] } ?? members.first { $0.peer == peer }
    }

    /// The lives that are known of a name, earlier ones first.
    func lives(of name: ReplicaName) -> ArraySlice<Member> {
        members[lowerBound(of: ReplicaID(name: name, epoch: 0))...]
            .prefix { $0.record.id.name == name }
    }

    mutating func insert(_ member: Member) {
        let place = lowerBound(of: member.record.id)
        precondition(
            place == members.count || members[place].record.id != member.record.id,
            "\(member.record.id) is known already")
        members.insert(member, at: place)
    }

    mutating func remove(_ id: ReplicaID) {
        if let place = place(of: id) { members.remove(at: place) }
    }

    /// Changes a member in its place, if it is known.
    mutating func change(_ id: ReplicaID, _ change: (inout Member) -> Void) {
        if let place = place(of: id) { change(&members[place]) }
    }

    mutating func changeAll(_ change: (inout Member) -> Void) {
        for place in members.indices { change(&members[place]) }
    }

    private func place(of id: ReplicaID) -> Int? {
        let place = lowerBound(of: id)
        return place < members.count && members[place].record.id == id ? place : nil
    }

    private func lowerBound(of id: ReplicaID) -> Int {
        members.partitionPoint { $0.record.id < id }
    }
}
