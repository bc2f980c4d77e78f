import Epidemic
import EpidemicWire
import Testing

@Suite struct RoundTripTests {
    @Test(arguments: 0..<60)
    func `every message comes back as it was`(seed: Int) throws {
        var generator = MessageGenerator(seed: UInt64(seed))
        for message in generator.oneOfEach() {
            let frame = MessageCodec.encode(message)
            #expect(try MessageCodec.decode(frame) == message)
        }
    }

    @Test func `encoding into a buffer appends the very same frame`() {
        var generator = MessageGenerator(seed: 7)
        var buffer: [UInt8] = []
        var frames: [UInt8] = []
        for message in generator.oneOfEach() {
            MessageCodec.encode(message, into: &buffer)
            frames += MessageCodec.encode(message)
        }
        #expect(buffer == frames)
    }

    @Test func `a frame inside a longer buffer is read from its slice`() throws {
        let message = Message.pull(ContactID(round: 300, index: 2))
        let frame = MessageCodec.encode(message)
        let buffer = [9, 9] + frame + [9]
        #expect(try MessageCodec.decode(buffer[2..<2 + frame.count]) == message)
    }

    @Test func `a replica is spelled out once however many clocks name it`() throws {
        let name = "a.replica-with-a-long-name"
        let replica = ReplicaID(name: ReplicaName(name)!, epoch: 1)
        let clock = try VectorClock([.init(replica: replica, count: 3)])
        let headers = (1...20).map {
            UpdateHeader(
                key: "k", id: UpdateID(origin: replica, sequence: UInt64($0)), clock: clock)
        }
        let frame = MessageCodec.encode(
            .offer(Offer(purpose: .cache, first: 0, headers: headers)))
        #expect(frame.count < 20 * 8 + name.utf8.count + 16)
    }

    @Test func `more replicas than a short search keeps are still told apart`() throws {
        let runs = (0..<1000).map { number in
            SeenClock.Run(
                origin: ReplicaID(name: "n", epoch: UInt64(number)), highest: 1, gaps: [])!
        }
        let snapshot = Snapshot(
            root: .empty, seen: SeenClock(runs: runs)!, floor: Floor(began: .zero))
        let message = Message.reply(
            ExchangeReply(exchange: 1, step: 2, repaired: 3, body: .compared(snapshot)))
        #expect(try MessageCodec.decode(MessageCodec.encode(message)) == message)
    }

    @Test func `the largest allowed key, value and number of updates pass`() throws {
        let id = UpdateID(
            origin: ReplicaID(name: "n0", epoch: .max), sequence: Limits.clockCountBound - 1)
        let large = Update(
            key: Key([UInt8](repeating: 1, count: Limits.keyBytesMax)),
            content: .value(Value([UInt8](repeating: 2, count: Limits.valueBytesMax))),
            clock: .zero, id: id)
        let small = Update(key: "", content: .value(""), clock: .zero, id: id)
        let many = [Carried](
            repeating: Carried(update: small, hops: 0), count: Limits.updatesPerMessageMax - 1)
        let message = Message.mail(many + [Carried(update: large, hops: .max)])
        #expect(try MessageCodec.decode(MessageCodec.encode(message)) == message)
    }
}
