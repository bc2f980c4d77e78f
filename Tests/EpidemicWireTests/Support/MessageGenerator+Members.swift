import Epidemic
import EpidemicWire

extension MessageGenerator {
    /// One message about members of every form, and one to and from the registry of every form.
    mutating func aboutMembers() -> [Message] {
        let target = replica()
        let membership: [MembershipMessage] = [
            .ping(Ping(number: word(), target: target, news: news())), .ack(word(), news()),
            .pingRequest(
                PingRequest(number: word(), target: target, address: address(), news: news())),
            .nack(word()), .news(news()),
            .exchange(MemberExchange(answer: .wanted, news: news())),
            .exchange(MemberExchange(answer: .none, news: news())),
        ]
        let registry: [RegistryMessage] = [
            .register(registration()), .withdraw(replica()), .ask,
            .listing(few { $0.registration() }, lease: .milliseconds(Int64(word()))),
        ]
        return membership.map { .membership($0) } + registry.map { .registry($0) }
            + aboutArrival()
    }

    private mutating func aboutArrival() -> [Message] {
        let question = ArrivalQuestion(number: word(), id: replica())
        let answers = Readiness.allCases.map {
            ArrivalAnswer(
                question: question, readiness: $0, root: Digest(bits: UInt128(word())),
                highest: UInt64(word()))
        }
        return [.arrival(.question(question))] + answers.map { .arrival(.answer($0)) }
    }

    private mutating func news() -> MemberNews {
        MemberNews(records: few { $0.record() }, reports: few { $0.report() })
    }

    private mutating func record() -> MemberRecord {
        MemberRecord(
            id: replica(), address: address(), incarnation: word() % Limits.incarnationBound,
            state: MemberState.allCases[below(4)], accuser: below(2) == 0 ? nil : replica().name)
    }

    private mutating func report() -> StatusReport {
        StatusReport(
            id: replica(), edition: word() % Limits.incarnationBound,
            status: MemberStatus(
                keys: UInt64(word()), hotRumors: word(), root: Digest(bits: UInt128(word())),
                load: word(), control: below(2) == 0 ? nil : address()))
    }

    private mutating func registration() -> Registration {
        Registration(id: replica(), address: address())
    }

    private mutating func address() -> NodeAddress {
        switch below(3) {
        case 0: NodeAddress(slot: word())
        case 1: NodeAddress(ip4: word(), port: UInt16(below(1 << 16)))
        default: NodeAddress(ip6: UInt128(word()) << 77, port: UInt16(below(1 << 16)))
        }
    }
}
