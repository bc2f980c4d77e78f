import Epidemic
import NIOCore
import Testing

@testable import EpidemicNode

@Suite struct SilentPeersTests {
    private let peer = Peer(3)
    private let now = Instant.zero + .seconds(100)
    private let moment = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    @Test func `whoever was heard lately is sent everything`() {
        var peers = SilentPeers()
        for _ in 0..<100 {
            let isSent = peers.admits(
                60_000, to: peer, heard: now + SilentPeers.silence * -1 + .seconds(1), now: now,
                at: moment)
            #expect(isSent)
        }
    }

    @Test(arguments: [nil, Instant.zero + .seconds(1)]) func `whoever is silent is sent little`(
        heard: Instant?
    ) {
        var peers = SilentPeers()
        func admitted(at moment: NIODeadline, bytes: Int = 100) -> Int {
            (0..<50).filter { _ in
                peers.admits(bytes, to: peer, heard: heard, now: now, at: moment)
            }
            .count
        }
        #expect(admitted(at: moment, bytes: SilentPeers.messageBytesMax + 1) == 0)
        #expect(admitted(at: moment) == Int(SilentPeers.messagesPerSecond))
        #expect(admitted(at: moment + .seconds(1)) == Int(SilentPeers.messagesPerSecond))
        let isSentToAnother = peers.admits(100, to: Peer(4), heard: nil, now: now, at: moment)
        #expect(isSentToAnother)
    }

    @Test func `when it is heard again nothing is kept back any more`() {
        var peers = SilentPeers()
        for _ in 0..<9 { _ = peers.admits(1, to: peer, heard: nil, now: now, at: moment) }
        let isSent = peers.admits(60_000, to: peer, heard: now, now: now, at: moment)
        #expect(isSent)
    }
}
