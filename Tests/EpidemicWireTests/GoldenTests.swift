import Epidemic
import EpidemicWire
import Testing

/// One frame of each kind, written down: the format cannot change unnoticed.
@Suite struct GoldenTests {
    @Test func `push`() throws {
        let push = Push(contact: contact, first: 0, answer: .feedback, updates: [try redUpdate()])
        expect(.push(push), "eb 01 01 ac02 01 00 01 01" + red)
    }

    @Test func `feedback`() {
        var useful = Flags(count: 9)
        useful[0] = true
        useful[8] = true
        expect(
            .feedback(Feedback(contact: contact, first: 2, useful: useful)),
            "eb 01 02 ac02 01 04 09 0101")
    }

    @Test func `pull`() { expect(.pull(contact), "eb 01 03 ac02 01") }

    @Test func `offer`() throws {
        let headers = [try redUpdate().update.header]
        expect(
            .offer(Offer(purpose: .cache, first: 0, headers: headers)),
            "eb 01 04 01 00 01" + redHeader)
    }

    @Test func `want`() throws {
        let id = try redUpdate().update.id
        let want = Want(
            purpose: .pull(contact, round: 6), first: 0, useful: Flags(count: 1),
            wanted: [UpdateReference(key: "colour", id: id)])
        expect(
            .want(want), "eb 01 05 00 ac02 01 06 00 01 00 01 06 636f6c6f7572 00 02 6e30 01 04")
    }

    @Test func `values`() throws {
        expect(
            .values(Values(purpose: .cache, updates: [try redUpdate()])), "eb 01 06 01 01" + red)
    }

    @Test func `probe with news`() throws {
        let record = MemberRecord(
            id: ReplicaID(name: "n1", epoch: 2), address: NodeAddress(ip4: 0x7F00_0001, port: 7000),
            incarnation: 300, state: .suspect, accuser: "n2")
        let report = StatusReport(
            id: ReplicaID(name: "n1", epoch: 2), edition: 1,
            status: MemberStatus(
                keys: 3, hotRumors: 4, root: Digest(bits: 5), load: 6,
                control: NodeAddress(slot: 7)))
        let ping = Ping(
            number: 9, target: record.id, news: MemberNews(records: [record], reports: [report]))
        expect(
            .membership(.ping(ping)),
            "eb 01 0b 00 09 00 02 6e31 02 01 00 01 7f000001 1b58 ac02 11 02 6e32"
                + "01 00 01 03 04 00000000000000000000000000000005 06 01 00 07")
    }

    @Test func `listing of the registry`() {
        let registration = Registration(
            id: ReplicaID(name: "n1", epoch: 2), address: NodeAddress(ip6: 1, port: 7000))
        expect(
            .registry(.listing([registration], lease: Interval(nanoseconds: 2))),
            "eb 01 0c 03 04 01 00 02 6e31 02 02 00000000000000000000000000000001 1b58")
    }

    @Test func `mail of a death certificate`() throws {
        let update = Update(
            key: "colour", content: .deathCertificate(created: Instant(nanoseconds: -2)),
            clock: try redUpdate().update.clock, id: try redUpdate().update.id)
        expect(
            .mail([Carried(update: update, hops: 0)]),
            "eb 01 07 01" + redHeader + "01 03 00 01 02 00")
    }

    @Test func `what was superseded and is forgotten`() throws {
        let id = try redUpdate().update.id
        expect(
            .forgotten([UpdateReference(key: "colour", id: id)]),
            "eb 01 0e 01 06 636f6c6f7572 00 02 6e30 01 04")
    }

    @Test func `request to compare`() {
        let run = SeenClock.Run(origin: n0, highest: 7, gaps: [2...2, 5...6])!
        let snapshot = Snapshot(
            root: Digest(bits: 0xA3F2), seen: SeenClock(runs: [run])!,
            floor: Floor(generation: 3, began: Instant(nanoseconds: -5)))
        let request = ExchangeRequest(exchange: 4, step: 0, values: [], body: .compare(snapshot))
        expect(
            .request(request),
            "eb 01 08 04 00 00 00 0000000000000000000000000000a3f2 01 00 02 6e30 01 07 02"
                + "01 00 01 01 06 05 00 00 00")
    }

    @Test func `reply about a range`() {
        let body = ExchangeReply.Body.range(through: "m", wanted: Flags(count: 2), updates: [])
        let reply = ExchangeReply(exchange: 4, step: 1, attempt: 2, repaired: 3, body: body)
        expect(.reply(reply), "eb 01 09 04 06 03 01 01 01 6d 02 00 00")
    }

    /// The header of `redUpdate()`: key, origin and sequence, and a clock of two components.
    private let redHeader = "06 636f6c6f7572 00 02 6e30 01 04 02 00 02 01 02 6e37 02 01"
    /// All of `redUpdate()`: its header, its value, its hops.
    private var red: String { redHeader + "00 03 726564 04" }

    private let contact = ContactID(round: 300, index: 1)
    private let n0 = ReplicaID(name: "n0", epoch: 1)
    private let n7 = ReplicaID(name: "n7", epoch: 2)

    /// colour=red, the fourth write of n0, on top of one of n7, two hops away.
    private func redUpdate() throws -> Carried {
        let clock = try VectorClock([
            .init(replica: n0, count: 2), .init(replica: n7, count: 1),
        ])
        let id = UpdateID(origin: n0, sequence: 4)
        return Carried(
            update: Update(key: "colour", content: .value("red"), clock: clock, id: id), hops: 2)
    }

    private func expect(
        _ message: Message, _ hexadecimal: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let frame = MessageCodec.encode(message)
        let digits = frame.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(digits == hexadecimal.filter { $0 != " " }, sourceLocation: sourceLocation)
    }
}
