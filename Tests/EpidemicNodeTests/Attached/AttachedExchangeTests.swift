import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicNode

/// What is told of the comparisons of tables among real nodes.
@Suite struct AttachedExchangeTests {
    private let report = ExchangeReport(
        method: .hashTree, ending: .equal, repairedHere: 2, repairedThere: 1, roundTrips: 3,
        messages: 6)

    private func began(_ initiator: Int, with peer: Int) -> ExchangeDetail {
        ExchangeDetail(
            initiator: NodeID(initiator), peer: NodeID(peer), method: .hashTree, began: .zero)
    }

    @Test(arguments: [
        ExchangeOutcome.Ending.equal, .different, .abandoned, .refused,
    ])
    func `an exchange arrives as it was told`(ending: ExchangeOutcome.Ending) throws {
        let outcome = ExchangeOutcome(
            method: .peelBack, ending: ending, repairedHere: 1, repairedThere: 2, roundTrips: 3,
            messages: 4)
        let book = AddressBook(peers: [HostPort(host: "127.0.0.1", port: 7_001)])
        for trace in [
            Trace.exchangeBegan(with: Peer(0), .sketch), .exchangeEnded(with: Peer(0), outcome),
        ] {
            let event = try #require(WatchEvent(trace, at: .zero, in: book, exchanged: 512))
            #expect(WatchEvent(event.answer) == event)
        }
        let ended = WatchEvent(
            .exchangeEnded(with: Peer(0), outcome), at: .zero, in: book, exchanged: 512)
        #expect(ended?.kind == .exchangeEnded(outcome, bytes: 512))
    }

    @Test func `those under way stand first, and each ends as what it began`() {
        var exchanges = AttachedExchanges()
        exchanges.begin(began(0, with: 1))
        exchanges.begin(began(2, with: 1))
        exchanges.end(NodeID(2), with: NodeID(1), report, bytes: 700, at: .zero)
        #expect(exchanges.latest(9).map(\.initiator) == [NodeID(0), NodeID(2)])
        #expect(exchanges.latest(9).map(\.bytes) == [0, 700])
        #expect(exchanges.latest(of: NodePair(NodeID(1), NodeID(2)))?.report == report)
    }

    @Test func `a node that is gone has none under way`() {
        var exchanges = AttachedExchanges()
        exchanges.begin(began(0, with: 1))
        exchanges.drop(NodeID(0))
        #expect(exchanges.latest(9).isEmpty)
    }

    @Test func `an end whose beginning was not heard of is told all the same`() {
        var exchanges = AttachedExchanges()
        exchanges.end(NodeID(1), with: NodeID(0), report, bytes: 9, at: .zero)
        #expect(exchanges.latest(9).map(\.roundTrips) == [3])
    }
}
