import Testing

@testable import Epidemic

/// Readiness (PROTOCOL.md §7): how a replica finds out what the others know.
struct ArrivalTests {
    private static let peers = PeerSet.mesh(size: 4, own: Peer(0))
    private static let question = ArrivalQuestion(number: 9, id: .test("a"))
    private static let root = Digest(bits: 7)

    private func arrival() -> Arrival {
        var arrival = Arrival(number: 9, knownSequence: 0, seed: 1, now: .zero)
        #expect(arrival.peersToAsk(of: Self.peers, now: .zero) == [Peer(1), Peer(2), Peer(3)])
        return arrival
    }

    private func seconds(_ count: Int64) -> Instant { .zero + .seconds(count) }

    private func answer(_ readiness: Readiness, root: Digest = Self.root) -> ArrivalAnswer {
        ArrivalAnswer(question: Self.question, readiness: readiness, root: root, highest: 0)
    }

    private let opening = Snapshot(root: Self.root, seen: SeenClock())

    @Test("It is ready after a whole exchange with one that is ready")
    func readyPeer() {
        var arrival = arrival()
        arrival.note(answer(.ready), from: Peer(2), root: Self.root, now: .zero)
        #expect(arrival.verdict(peers: 3, now: .zero) == .exchange(with: Peer(2)))
        arrival.beginPass(with: Peer(2), exchange: 5)
        #expect(arrival.verdict(peers: 3, now: seconds(60)) == .wait)
        arrival.noteOpening(opening, of: 5)
        #expect(arrival.endPass(5, .whole) == opening)
        #expect(arrival.verdict(peers: 3, now: .zero) == .arrived(.learned(from: Peer(2))))
    }

    @Test("Those that arrive together with equal tables are ready once all have answered")
    func together() {
        var arrival = arrival()
        for peer in 1...2 {
            arrival.note(answer(.arriving), from: Peer(UInt32(peer)), root: Self.root, now: .zero)
            #expect(arrival.verdict(peers: 3, now: .zero) == .wait)
        }
        arrival.note(answer(.arriving), from: Peer(3), root: Self.root, now: .zero)
        #expect(arrival.verdict(peers: 3, now: .zero) == .arrived(.together))
    }

    @Test("What another that arrives holds besides is fetched first")
    func togetherWithData() {
        var arrival = arrival()
        for peer in [Peer(1), Peer(2)] {
            arrival.note(answer(.arriving), from: peer, root: Self.root, now: .zero)
        }
        arrival.note(answer(.arriving, root: .empty), from: Peer(3), root: Self.root, now: .zero)
        #expect(arrival.verdict(peers: 3, now: .zero) == .exchange(with: Peer(3)))
        arrival.beginPass(with: Peer(3), exchange: 1)
        arrival.noteOpening(opening, of: 1)
        _ = arrival.endPass(1, .whole)
        #expect(arrival.verdict(peers: 3, now: .zero) == .arrived(.together))
    }

    @Test("Nobody answers for three seconds: it goes on alone, and still asks")
    func silence() {
        var arrival = arrival()
        #expect(arrival.verdict(peers: 3, now: seconds(2)) == .wait)
        #expect(arrival.peersToAsk(of: Self.peers, now: seconds(2)).count == 3)
        #expect(arrival.verdict(peers: 3, now: seconds(3)) == .alone)
        arrival.goOnAlone()
        #expect(arrival.peersToAsk(of: Self.peers, now: seconds(9)).count == 3)
        arrival.note(answer(.ready), from: Peer(1), root: Self.root, now: seconds(9))
        #expect(arrival.verdict(peers: 3, now: seconds(9)) == .exchange(with: Peer(1)))
    }

    @Test("One that answers is waited for, and a silent one for three seconds")
    func oneSilent() {
        var arrival = arrival()
        for peer in [Peer(1), Peer(2)] {
            arrival.note(answer(.arriving), from: peer, root: Self.root, now: seconds(2))
        }
        #expect(arrival.verdict(peers: 3, now: seconds(2)) == .wait)
        #expect(arrival.verdict(peers: 3, now: seconds(3)) == .alone)
    }

    @Test("When the ready one dies in the middle another is asked, and then it goes on alone")
    func brokenPass() {
        var arrival = arrival()
        arrival.note(answer(.ready), from: Peer(1), root: Self.root, now: .zero)
        arrival.beginPass(with: Peer(1), exchange: 5)
        #expect(arrival.peersToAsk(of: Self.peers, now: seconds(8)).isEmpty)
        #expect(arrival.endPass(4, .broken) == nil)
        #expect(arrival.endPass(5, .broken) == nil)
        #expect(arrival.verdict(peers: 3, now: seconds(8)) == .wait)
        #expect(arrival.peersToAsk(of: Self.peers, now: seconds(8)).count == 3)
        var other = arrival
        other.note(answer(.ready), from: Peer(3), root: Self.root, now: seconds(9))
        #expect(other.verdict(peers: 3, now: seconds(9)) == .exchange(with: Peer(3)))
        #expect(arrival.verdict(peers: 3, now: seconds(11)) == .alone)
    }

    @Test("One that is alone is listened to only when nobody is ready")
    func lonelyPeer() {
        var arrival = arrival()
        arrival.note(answer(.alone), from: Peer(1), root: Self.root, now: .zero)
        #expect(arrival.verdict(peers: 3, now: .zero) == .wait)
        var other = arrival
        other.note(answer(.ready), from: Peer(2), root: Self.root, now: .zero)
        #expect(other.verdict(peers: 3, now: .zero) == .exchange(with: Peer(2)))
        for peer in [Peer(2), Peer(3)] {
            arrival.note(answer(.arriving), from: peer, root: Self.root, now: .zero)
        }
        #expect(arrival.verdict(peers: 3, now: .zero) == .exchange(with: Peer(1)))
    }

    @Test("An answer to an earlier arrival is not heeded")
    func staleAnswer() {
        var arrival = arrival()
        let stale = ArrivalAnswer(
            question: ArrivalQuestion(number: 8, id: .test("a")), readiness: .ready,
            root: Self.root, highest: 0)
        arrival.note(stale, from: Peer(1), root: Self.root, now: .zero)
        #expect(arrival.verdict(peers: 3, now: .zero) == .wait)
    }

    @Test("Of many peers a bounded number is asked at once, and all of them in the end")
    func manyPeers() {
        let peers = PeerSet.mesh(size: 101, own: Peer(0))
        var arrival = Arrival(number: 9, knownSequence: 0, seed: 1, now: .zero)
        var asked: Set<Peer> = []
        for tick in 0..<4 {
            let some = arrival.peersToAsk(
                of: peers, now: .zero + .milliseconds(Int64(250 * tick)))
            #expect(some.count == 32)
            asked.formUnion(some)
        }
        #expect(asked.count == 100)
    }
}
