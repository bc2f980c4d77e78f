import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The panel with the comparisons of tables, and the one with two hash trees.
struct ExchangesTests {
    private static func exchange(repaired: Int?, bytes: Int = 256) -> ExchangeDetail {
        ExchangeDetail(
            initiator: NodeID(4), peer: NodeID(5), method: .checksum, began: Fixture.moment(7),
            report: repaired.map {
                ExchangeReport(
                    method: .checksum, ending: .equal, repairedHere: $0, roundTrips: 3,
                    messages: 6)
            }, bytes: bytes, roundTrips: 3)
    }

    private func driver(_ panel: PanelID, _ view: ClusterView) -> Driver {
        var driver = Driver(size: Size(columns: 80, rows: 24), view: view)
        driver.go(to: panel)
        driver.press("z")
        return driver
    }

    private func driver(_ exchanges: [ExchangeDetail]) -> Driver {
        var view = Fixture.view()
        view.exchanges = exchanges
        return driver(.exchanges, view)
    }

    @Test func `One under way shows its bytes so far, and then what it came to`() {
        let running = driver([Self.exchange(repaired: nil, bytes: 70)]).screen()
        #expect(running.contains("1 under way"))
        #expect(running.contains("70"))
        let over = driver([Self.exchange(repaired: 2)]).screen()
        #expect(over.contains("0 under way"))
        #expect(over.contains("n4 ⇄ n5"))
        #expect(over.contains("= equal"))
        #expect(over.contains("2+0"))
    }

    @Test func `Costs are told by method, over what is over`() {
        let exchanges = [2, 0, nil].map { Self.exchange(repaired: $0) }
        let cost = MethodCost(
            method: .checksum, exchanges: 2, repaired: 2, roundTrips: 6, bytes: 512)
        #expect(MethodCost.all(of: exchanges) == [cost])
    }

    @Test func `Where none was, that is said`() {
        #expect(driver([]).screen().contains("no tables were compared yet"))
    }

    @Test func `Every node of both trees shows how far a descent has come`() {
        var view = Fixture.view()
        view.exchanges = []
        var level = Array(repeating: TreeNodeState.equal, count: 16)
        level[3] = .asked
        level[9] = .repaired
        view.trees = TreeComparison(
            pair: NodePair(NodeID(0), NodeID(1)), levels: [[.differing], level], leafCount: 256,
            exchange: Self.exchange(repaired: nil, bytes: 1_234))
        var driver = driver(.trees, view)
        driver.model.marked = NodeID(1)
        let screen = driver.screen()
        #expect(screen.contains("n0 beside n1"))
        #expect(screen.contains("root    ≠"))
        #expect(screen.contains("level 1 ···▽·····✓······"))
        #expect(screen.contains("1,234 B · 3 round trips"))
        #expect(driver.model.interest.trees == NodePair(NodeID(0), NodeID(1)))
    }

    @Test func `Why a tree is not shown is told`() {
        var view = Fixture.view()
        view.exchanges = []
        var driver = driver(.trees, view)
        driver.model.marked = NodeID(1)
        #expect(driver.screen().contains("the trees are not known yet"))
        driver.model.marked = NodeID(11)
        #expect(driver.screen().contains("n11 does not answer, so its tree is not known"))
    }
}
