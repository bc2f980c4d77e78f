import Epidemic

/// How a member is believed to stand: alive, suspect, dead, left.
public typealias MemberStanding = Epidemic.MemberState
/// How the registry stands, as a member sees it.
public typealias RegistryStanding = Epidemic.RegistryState

/// How nodes learn of each other.
public enum Discovery: String, Hashable, Sendable, CaseIterable {
    /// From a list that is given to them and never changes.
    case list
    /// From one service that knows everybody.
    case registry
    /// From any member; each knows a part of the others.
    case peer
}

/// What one node knows of the others, where they are not a fixed list.
public struct MembershipView: Hashable, Sendable {
    /// The node's own incarnation: how often it had to say that it lives.
    public var incarnation: Int
    /// Whether it has said that it goes.
    public var hasLeft: Bool
    /// How much it mistrusts itself, 0 when it is well, at most 8.
    public var troubles: Int
    /// How the registry stands for it; nil where there is none.
    public var registry: RegistryStanding?
    /// The node on which the registry runs, where that is one of the roster.
    public var registryNode: NodeID?
    /// The others, sorted by name, at most 256.
    public var members: [MemberDetail]
    /// How many others it knows in each standing, in the order of `MemberStanding`.
    public var counts: [Int]

    /// Makes the view of a membership from what is known of it.
    public init(
        incarnation: Int, hasLeft: Bool = false, troubles: Int = 0,
        registry: RegistryStanding? = nil, registryNode: NodeID? = nil,
        members: [MemberDetail] = [], counts: [Int] = [0, 0, 0, 0]
    ) {
        self.incarnation = incarnation
        self.hasLeft = hasLeft
        self.troubles = troubles
        self.registry = registry
        self.registryNode = registryNode
        self.members = members
        self.counts = counts
    }

    /// How many others stand so.
    public func count(of standing: MemberStanding) -> Int { counts[Int(standing.rawValue)] }
}

/// One of the others, as a node knows it.
public struct MemberDetail: Hashable, Sendable {
    /// Who it is: its name and epoch.
    public var identity: ReplicaIdentity
    /// Its place in the roster, when the source knows it.
    public var node: NodeID?
    /// Where its gossip is received.
    public var address: String
    /// Whether it is believed to be alive, suspect, dead or gone.
    public var standing: MemberStanding
    /// How often it has had to say that it lives.
    public var incarnation: Int
    /// For how long it has been believed to stand so.
    public var age: TimeSpan
    /// How long ago it was last heard itself; nil for never.
    public var heard: TimeSpan?
    /// What it said of itself; nil before it did.
    public var report: MemberReport?

    /// Makes one of the others as it is known.
    public init(
        identity: ReplicaIdentity, node: NodeID? = nil, address: String,
        standing: MemberStanding, incarnation: Int, age: TimeSpan, heard: TimeSpan? = nil,
        report: MemberReport? = nil
    ) {
        self.identity = identity
        self.node = node
        self.address = address
        self.standing = standing
        self.incarnation = incarnation
        self.age = age
        self.heard = heard
        self.report = report
    }
}

/// How a member said that it is doing.
public struct MemberReport: Hashable, Sendable {
    /// Keys that have a value there.
    public var keys: Int
    /// Updates that it is spreading as rumors.
    public var hotRumors: Int
    /// What its table comes to; equal roots are equal tables.
    public var root: TableRoot
    /// Messages that it took in per second.
    public var load: Int
    /// Where its control protocol can be reached; nil when nowhere.
    public var control: String?
    /// How long ago that came here.
    public var age: TimeSpan

    /// Makes what a member said of itself.
    public init(
        keys: Int, hotRumors: Int, root: TableRoot, load: Int, control: String? = nil,
        age: TimeSpan
    ) {
        self.keys = keys
        self.hotRumors = hotRumors
        self.root = root
        self.load = load
        self.control = control
        self.age = age
    }
}

/// What a node came to believe of the others.
public enum MembershipNotice: Hashable, Sendable {
    /// One of them stands so from now on; before it did otherwise, or was not known.
    case believes(ReplicaIdentity, MemberStanding, before: MemberStanding?)
    /// It heard that it is suspect or dead, and said that it lives.
    case refuted(MemberStanding)
    case registry(RegistryStanding)
}

extension MembershipView {
    /// What a membership knows at a moment.
    public init(
        _ membership: Membership, at now: Moment, registryNode: NodeID? = nil,
        node: (Epidemic.Member) -> NodeID?
    ) {
        let members = membership.members
        self.init(
            incarnation: Int(membership.own.incarnation), hasLeft: !membership.isPresent,
            troubles: membership.troubles, registry: membership.registryState,
            registryNode: registryNode,
            members: members.prefix(256).map { MemberDetail($0, node: node($0), at: now) },
            counts: MemberStanding.allCases.map { standing in
                members.count { $0.state == standing }
            })
    }
}

extension MemberDetail {
    fileprivate init(_ member: Epidemic.Member, node: NodeID?, at now: Moment) {
        self.init(
            identity: member.record.id, node: node, address: "\(member.record.address)",
            standing: member.state, incarnation: Int(member.record.incarnation),
            age: now - member.changed, heard: member.heard.map { now - $0 },
            report: member.report.map { report in
                MemberReport(report.status, age: now - (member.reported ?? now))
            })
    }
}

extension MemberReport {
    fileprivate init(_ status: Epidemic.MemberStatus, age: TimeSpan) {
        self.init(
            keys: Int(clamping: status.keys), hotRumors: Int(status.hotRumors), root: status.root,
            load: Int(status.load), control: status.control.map { "\($0)" }, age: age)
    }
}
