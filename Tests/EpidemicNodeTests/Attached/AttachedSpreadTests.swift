import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicNode

/// How far an update is among real nodes, from what these tell.
@Suite struct AttachedSpreadTests {
    private let update = Update(
        key: "colour", content: .value("red"), clock: try! VectorClock([]),
        id: UpdateID(origin: ReplicaID(name: "n1", epoch: 1), sequence: 1))
    private let full = Digest(bits: 7)
    private let other = Digest(bits: 8)

    /// Written at the first of three nodes, and told by nobody else.
    private var spread: AttachedSpread {
        var spread = AttachedSpread(update, origin: NodeID(0), began: .zero, nodes: 3)
        spread.write(at: NodeID(0), moment: .zero)
        return spread
    }

    private let live = [true, true, true]

    @Test func `who has the table of a node that holds it holds it, though it told of no receipt`()
    {
        var spread = spread
        spread.infer(from: [full, full, other])
        #expect(spread.states == [.infected, .removed, .susceptible])
        #expect(spread.focus(among: live).informed == 2)
        #expect(spread.measures(among: live).informed == 2)
    }

    @Test func `who has the table of a node that holds a later update holds that one`() {
        var spread = spread
        spread.supersede(at: NodeID(0))
        spread.infer(from: [full, full, nil])
        #expect(spread.states == [.superseded, .superseded, .susceptible])
        #expect(spread.focus(among: live).informed == 1)
    }

    @Test func `a node that forgot a deletion holds nothing of it`() {
        var spread = spread
        spread.drop(at: NodeID(0))
        let focus = spread.focus(among: live)
        #expect((focus.forgotten, focus.removed, focus.nodes) == (1, 0, 3))
        #expect(spread.point(at: .zero, round: 0, among: live).removed == 1)
    }
}
