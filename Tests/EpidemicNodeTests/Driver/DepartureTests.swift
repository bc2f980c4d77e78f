import Epidemic
import EpidemicWire
import Testing

@testable import EpidemicNode

/// What a node says that ends, of what it held.
@Suite(.timeLimit(.minutes(10))) struct DepartureTests {
    /// A node without a disk was handed an entry by one that has ended since, before it was ready itself.
    @Test func `who still arrives tells what it held if nobody confirms having it`() async throws {
        let gone = ReplicaID(name: "gone", epoch: 1)
        let update = Update(
            key: "k", content: .value("v"), clock: try VectorClock.zero.incremented(by: gone),
            id: UpdateID(origin: gone, sequence: 1))
        var stranger = RawDatagrams()
        var configuration = NodeConfiguration(
            name: "n1", gossip: HostPort(host: "127.0.0.1", port: 0),
            peers: [HostPort(host: "127.0.0.1", port: stranger.port)], seed: 7)
        configuration.leaveTimeout = .milliseconds(300)
        let node = try await Node.start(configuration)
        try stranger.introduce(to: node.gossip)
        let request = ExchangeRequest(
            exchange: 1, step: 0, values: [Carried(update: update, hops: 0)], body: .deliver,
            direction: .push)
        stranger.send(.gossip, [.request(request)], announcing: stranger.port, to: node.gossip)
        while try await node.onLoop({ $0.replica.entryCount }).get() == 0 { await Task.yield() }
        node.stop()
        guard case .stoppedInVain(let rest) = await node.untilEnded() else {
            Issue.record("nothing was said")
            return
        }
        #expect(rest == Node.Unconfirmed(unspread: 0, undurable: 1))
    }
}
