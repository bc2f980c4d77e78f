import Epidemic
import EpidemicWire
import NIOCore
import Testing

@testable import EpidemicNode

/// How fast passwords are judged.
@Suite struct GuessLimitTests {
    private let now = Instant(nanoseconds: 1_000_000_000_000)

    private func address(_ text: String) throws -> GuessAddress {
        GuessAddress(try SocketAddress(ipAddress: text, port: 1))
    }

    @Test func `of a heap from one address at most 7,500 are judged in any second`() throws {
        var limit = GuessLimit()
        let origin = try address("192.0.2.1")
        var moments: [Int64] = []
        for place in 0..<30_000 {
            // They come at 750,000 a second.
            let arrival = now + Interval(nanoseconds: Int64(place) * 1_333)
            moments.append(limit.note(origin, now: arrival).nanoseconds)
        }
        #expect(moments == moments.sorted())
        for (place, moment) in moments.enumerated() where place + 7_500 < moments.count {
            #expect(moments[place + 7_500] - moment >= 1_000_000_000)
        }
        #expect(moments.last! - now.nanoseconds < 4_100_000_000)
    }

    @Test func `other addresses do not wait for it, and rest makes good for it`() throws {
        var limit = GuessLimit()
        let origin = try address("192.0.2.1")
        for _ in 0..<20_000 { _ = limit.note(origin, now: now) }
        let other = try address("192.0.2.2")
        #expect(limit.note(other, now: now) == now)
        #expect(limit.note(origin, now: now + .seconds(3)) == now + .seconds(3))
    }

    @Test func `right passwords do not count`() throws {
        var limit = GuessLimit()
        let origin = try address("192.0.2.1")
        for _ in 0..<20_000 {
            #expect(limit.note(origin, now: now) == now)
            limit.forgive(origin)
        }
    }

    @Test func `addresses beyond the table share one place, until others rest`() throws {
        var limit = GuessLimit()
        for place in 0..<GuessLimit.addressesMax + 500 {
            _ = limit.note(try address("10.0.\(place / 256).\(place % 256)"), now: now)
        }
        #expect(limit.count == GuessLimit.addressesMax + 1)
        #expect(limit.note(try address("10.1.0.1"), now: now) > now)
        #expect(limit.note(try address("10.1.0.1"), now: now + .seconds(1)) == now + .seconds(1))
        #expect(limit.count < 10)
    }

    @Test func `all addresses of an IPv6 network are one, and a mapped one is of IPv4`() throws {
        #expect(try address("2001:db8::1") == address("2001:db8::ffff:1"))
        #expect(try address("2001:db8::1") != address("2001:db8:0:1::1"))
        #expect(try address("::ffff:192.0.2.1") != address("::ffff:192.0.2.2"))
    }

    @Test func `a heap of wrong passwords is answered in full, counted, and then the right one`()
        async throws
    {
        // Time stands still, so that the answer does not hang on how fast the machine is.
        let node = try await TestNode.startProtected(password: "right") {
            $0.clocks = ClockSources(
                wall: { Instant(nanoseconds: 1_000_000_000) }, running: { .zero })
        }
        let client = try RawStream(to: node.control!)
        let count = 150
        let heap = (0..<count).map { "AUTH \($0)\r\n" }.joined()
        client.say(heap + "HELLO 3 AUTH default wrong\r\nAUTH right\r\n")
        let refusal = "-WRONGPASS invalid username-password pair or user is disabled.\r\n"
        let expected = String(repeating: refusal, count: count + 1) + "+OK\r\n"
        #expect(client.hear(expected.utf8.count) == expected)
        let drops = try await node.onLoop { $0.drops }.get()
        #expect(drops[.wrongPassword] == UInt64(count) + 1)
        #expect(drops[.passwordDelayed] == UInt64(count + 2) - UInt64(GuessLimit.atOnce))
        node.stop()
        _ = await node.untilEnded()
    }
}
