import Epidemic
import EpidemicWire
import NIOCore
import Testing

@testable import EpidemicNode

/// Who has not shown that it is where it says (PROTOCOL.md §7).
@Suite(.timeLimit(.minutes(10))) struct StrangerTests {
    private func address(_ number: Int) throws -> SocketAddress {
        try SocketAddress(ipAddress: "127.1.\(number >> 8 & 255).\(number & 255)", port: 9)
    }

    private var strangers: Strangers {
        var generator = SystemRandomNumberGenerator()
        return Strangers(using: &generator)
    }

    @Test func `an address is proven by what only who listens there was told`() throws {
        var strangers = strangers
        let (here, there) = (try address(1), try address(2))
        let token = strangers.token(for: here)
        let answers = [(0, here), (token, there), (token &+ 1, here), (token, here)].map {
            strangers.take(answer: $0, from: $1, now: .now())
        }
        #expect(answers == [false, false, false, true])
        #expect(strangers.hasProven(here) && !strangers.hasProven(there))
        let known = strangers.tokenForKnown(there, now: .now())
        let elsewhere = strangers.take(answer: known, from: try address(3), now: .now())
        #expect(elsewhere, "one that was told of may answer from another address")
    }

    @Test func `places of those that answered are bounded, and the one unheard for longest goes`()
        throws
    {
        var strangers = strangers
        let max = TransportLimits.provenAddressesMax
        for number in 0..<(max + 500) {
            let address = try address(number)
            let moment = NIODeadline.uptimeNanoseconds(UInt64(number + 1))
            _ = strangers.take(answer: strangers.token(for: address), from: address, now: moment)
            _ = strangers.isProven(try self.address(0), now: moment)
        }
        #expect(strangers.provenCount <= max)
        let (kept, gone, latest) = (try address(0), try address(1), try address(max + 499))
        #expect(strangers.hasProven(kept) && strangers.hasProven(latest))
        #expect(!strangers.hasProven(gone))
    }

    @Test func `all strangers share what is sent to them`() {
        var bucket = TokenBucket(perSecond: 100, burst: 50)
        let start = NIODeadline.uptimeNanoseconds(1)
        let burst = (0..<1_000).count { _ in bucket.take(now: start) }
        let second = (0..<1_000).count { step in
            bucket.take(now: start + .milliseconds(Int64(step + 1)))
        }
        #expect(burst == 50)
        #expect((99...101).contains(second))
    }

    @Test(arguments: [nil, String(repeating: "a1", count: 32)])
    func `forged greetings take no places, and a new node joins at once`(key: String?) async throws
    {
        let first = try await TestNode.start {
            $0.keyring = try? key.map { try Keyring(fileText: $0) }
        }
        let (sent, seconds) = try await first.node.onLoop { driver in
            let start = NIODeadline.now()
            let before = driver.transport.traffic.packetsOut
            for number in 0..<10_000 {
                let sender = Packet.Sender(
                    cluster: driver.naming.identity,
                    id: ReplicaID(name: ReplicaName("x\(number)")!, epoch: 1), port: 9, process: 1)
                var packet = PacketWriter(sender: sender).head(.greeting)
                PacketWriter.append(Handshake(asked: 1).frame, to: &packet)
                guard let address = try? self.address(number) else { continue }
                _ = driver.receive(ByteBuffer(bytes: packet), from: address)
            }
            #expect(driver.members().isEmpty && driver.lastPeers.isEmpty)
            let seconds = (NIODeadline.now() - start).nanoseconds / 1_000_000_000
            return (Int64(driver.transport.traffic.packetsOut - before), seconds)
        }.get()
        #expect(sent <= (2 + seconds) * TransportLimits.strangersPerSecond)
        let second = try await TestNode.start("n2", peers: [first.node.gossip]) {
            $0.keyring = try? key.map { try Keyring(fileText: $0) }
        }
        #expect(try await second.ask("SET", "a", "1") == .ok)
        try await first.untilAnswer(.text("1"), to: "GET", "a")
        await first.stop()
        await second.stop()
    }

    @Test func `the oldest guest makes room for a newcomer`() throws {
        var book = AddressBook(peers: [])
        func hear(_ number: Int, at second: Int64) throws {
            let name = ReplicaName("x\(number)")!
            let now = Instant.zero + .seconds(second)
            let found = book.peer(of: name, at: try address(number), now: now)
            let sender = Packet.Sender(
                cluster: ClusterIdentity("c"), id: ReplicaID(name: name, epoch: 1), port: 9,
                process: 1)
            _ = book.note(sender, as: try #require(found).peer, now: now)
        }
        for number in 0..<AddressBook.guestsMax { try hear(number, at: number == 7 ? 0 : 1) }
        try hear(9_999, at: 2)
        #expect(book.contacts.count == AddressBook.guestsMax)
        #expect(book.peer(named: "x9999") != nil && book.peer(named: "x7") == nil)
    }
}
