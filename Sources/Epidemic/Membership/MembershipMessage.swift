/// What members say to each other about members.
public enum MembershipMessage: Hashable, Sendable {
    /// "Are you there?" Answered with the same number.
    case ping(Ping)
    /// "I am", or "it is" from one who was asked to try.
    case ack(ProbeNumber, MemberNews)
    /// "Try to reach this one, I cannot."
    case pingRequest(PingRequest)
    /// "I cannot either." It shows that the one who asked can be heard and hears.
    case nack(ProbeNumber)
    /// News that does not wait for a probe to travel with.
    case news(MemberNews)
    /// A part of what the sender knows.
    case exchange(MemberExchange)
}

/// The number that a member gives to its probe.
public typealias ProbeNumber = UInt32

/// What is passed on from member to member, a bounded number of times.
public struct MemberNews: Hashable, Sendable {
    public var records: [MemberRecord]
    public var reports: [StatusReport]

    /// News of so much; none where nothing is given.
    public init(records: [MemberRecord] = [], reports: [StatusReport] = []) {
        self.records = records
        self.reports = reports
    }

    public var isEmpty: Bool { records.isEmpty && reports.isEmpty }
}

/// A direct probe.
public struct Ping: Hashable, Sendable {
    public let number: ProbeNumber
    /// Which life is meant: another node that got its address does not answer for it.
    public let target: ReplicaID
    public let news: MemberNews

    /// A probe of a member, which carries news there.
    public init(number: ProbeNumber, target: ReplicaID, news: MemberNews) {
        self.number = number
        self.target = target
        self.news = news
    }
}

/// An indirect probe.
public struct PingRequest: Hashable, Sendable {
    public let number: ProbeNumber
    public let target: ReplicaID
    public let address: NodeAddress
    public let news: MemberNews

    /// A request to probe a member at an address, which carries news to who is asked.
    public init(number: ProbeNumber, target: ReplicaID, address: NodeAddress, news: MemberNews) {
        self.number = number
        self.target = target
        self.address = address
        self.news = news
    }
}

/// One side of an exchange of what two members know: everything, or a sample under partial views.
public struct MemberExchange: Hashable, Sendable {
    /// Whether the receiver shall tell what it knows.
    public let answer: Answer
    /// The sender first, in the first part.
    public let news: MemberNews

    /// What an exchange asks for.
    public enum Answer: UInt8, Hashable, Sendable, CaseIterable { case none, wanted }

    /// One side's part of the exchange.
    public init(answer: Answer, news: MemberNews) {
        self.answer = answer
        self.news = news
    }
}

/// What is said to the registry, and what it answers.
public enum RegistryMessage: Hashable, Sendable {
    /// "I am here." Answered with a listing.
    case register(Registration)
    /// "I go."
    case withdraw(ReplicaID)
    /// "Who is here?" Answered with a listing, without entering the one who asks.
    case ask
    /// Some of those who are here, and how long the word of one who registered is believed.
    case listing([Registration], lease: Interval)
}

/// Who is to be found where.
public struct Registration: Hashable, Sendable {
    public let id: ReplicaID
    public let address: NodeAddress

    /// A life and the address at which it gossips.
    public init(id: ReplicaID, address: NodeAddress) {
        self.id = id
        self.address = address
    }
}
