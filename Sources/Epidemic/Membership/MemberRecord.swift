/// How a member is believed to stand.
public enum MemberState: UInt8, Hashable, Sendable, CaseIterable {
    case alive
    /// It did not answer, and may still say that it lives.
    case suspect
    /// It did not answer for so long that it is taken for dead.
    case dead
    /// It said that it goes.
    case left

    /// Whether it is still spoken to as a member.
    public var isPresent: Bool { self == .alive || self == .suspect }
}

/// What members tell each other about one of them (SWIM: Das, Gupta, Motivala, DSN 2002, §4).
public struct MemberRecord: Hashable, Sendable {
    public let id: ReplicaID
    public let address: NodeAddress
    /// Grows only by the member's own word, when it refutes what is said of it.
    public let incarnation: UInt32
    public let state: MemberState
    /// Who suspects it, so that independent suspicions can be told from repeated ones.
    public let accuser: ReplicaName?

    /// What is said of a member; nobody accuses one that is alive.
    public init(
        id: ReplicaID, address: NodeAddress, incarnation: UInt32 = 0, state: MemberState = .alive,
        accuser: ReplicaName? = nil
    ) {
        self.id = id
        self.address = address
        self.incarnation = incarnation
        self.state = state
        self.accuser = accuser
    }

    /// Whether this is to be believed rather than another record of the same life: a later word of the
    /// member itself, and otherwise the worse.
    func overrides(_ other: MemberRecord) -> Bool {
        if incarnation != other.incarnation { return incarnation > other.incarnation }
        return state.rawValue > other.state.rawValue
    }

    /// Whether this is an earlier or a later life of the same node: two of one name at one address.
    func isSameNode(as other: MemberRecord) -> Bool {
        id.name == other.id.name && address == other.address
    }

    func with(_ state: MemberState, accuser: ReplicaName? = nil) -> MemberRecord {
        MemberRecord(
            id: id, address: address, incarnation: incarnation, state: state, accuser: accuser)
    }
}

/// How a member says it is doing: spread like its liveness, and not touched by it.
public struct MemberStatus: Hashable, Sendable {
    /// Keys that have a value.
    public var keys: UInt64
    /// Rumors that are hot.
    public var hotRumors: UInt32
    /// The digest of its table.
    public var root: Digest
    /// Messages that it took in per second, lately.
    public var load: UInt32
    /// Where its control protocol can be reached; nil when nowhere.
    public var control: NodeAddress?

    /// What a member says of itself.
    public init(
        keys: UInt64, hotRumors: UInt32, root: Digest, load: UInt32 = 0,
        control: NodeAddress? = nil
    ) {
        self.keys = keys
        self.hotRumors = hotRumors
        self.root = root
        self.load = load
        self.control = control
    }
}

/// One edition of a member's status.
public struct StatusReport: Hashable, Sendable {
    public let id: ReplicaID
    /// Grows with every change, by the member's own count.
    public let edition: UInt32
    public let status: MemberStatus

    /// An edition of what a member says of itself.
    public init(id: ReplicaID, edition: UInt32, status: MemberStatus) {
        self.id = id
        self.edition = edition
        self.status = status
    }

    func overrides(_ other: StatusReport) -> Bool { edition > other.edition }
}
