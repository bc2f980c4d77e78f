import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// What is wrong with links, on the map and in words under it.
struct MapFaultTests {
    @Test func `A link restored across a partition is a bridge over the wall`() {
        var view = Fixture.split
        let halves = Driver(view: view).screen()
        view.bridges = [Fixture.link(7, 8), Fixture.link(8, 7)]
        let bridged = Driver(view: view).screen()
        #expect(!halves.contains("━"))
        #expect(bridged.contains("━ n7–n8") || bridged.contains("━ bridge n7–n8"))
        #expect(bridged.filter { $0 == "━" || $0 == "┃" }.count > 1, "it is drawn, too")
    }

    @Test func `A slow and a lossy link are drawn and named`() {
        var view = Fixture.view()
        view.cuts = []
        view.totals.cuts = 0
        let slow = NetworkConditions(latency: .seconds(9))
        view.specialLinks = [
            SpecialLink(link: Fixture.link(0, 8), conditions: slow),
            SpecialLink(link: Fixture.link(8, 0), conditions: slow),
        ]
        #expect(Driver(view: view).screen().contains("≈ n0–n8"))
        #expect(Driver(view: view).screen().filter { $0 == "≈" }.count > 3)
        view.specialLinks = [
            SpecialLink(link: Fixture.link(0, 8), conditions: NetworkConditions(loss: 0.5))
        ]
        #expect(Driver(view: view).screen().contains("┄ n0→n8"))
    }

    @Test(arguments: [60, 80, 120])
    func `What all links lose stands under the map, also where the top line has no room`(
        columns: Int
    ) {
        var view = Fixture.view()
        view.network?.loss = 0.3
        let driver = Driver(size: Size(columns: columns, rows: 24), view: view)
        #expect(driver.screen().contains("┄ 30 % lost"))
    }

    @Test(arguments: [Isolation.deaf, .mute, .both])
    func `A node that is cut off has a fence around it, and no thicket`(isolation: Isolation) {
        var view = Fixture.view()
        let others = (0..<16).filter { $0 != 3 }
        let incoming = others.map { Fixture.link($0, 3) }
        let outgoing = others.map { Fixture.link(3, $0) }
        switch isolation {
        case .deaf: view.cuts = incoming
        case .mute: view.cuts = outgoing
        case .both: view.cuts = (incoming + outgoing).sorted()
        }
        view.isolated = [IsolatedNode(node: NodeID(3), isolation: isolation)]
        let screen = Driver(view: view).screen()
        #expect(screen.contains("╳ n3 \(Words.isolation(isolation))"))
        let map = screen.split(separator: "\n").prefix(19).map { $0.prefix(60) }.joined()
        #expect(!map.contains("╎") && !map.contains("╌"))
        #expect((3...15).contains(map.filter { $0 == "╳" }.count))
    }

    @Test func `One link is one link, however many of its directions are cut`() {
        var view = Fixture.view()
        view.cuts = [Fixture.link(2, 12)]
        #expect(Driver(view: view).screen().contains("╳ 1 cut one way"))
        view.cuts = [Fixture.link(2, 12), Fixture.link(6, 9), Fixture.link(9, 6)]
        #expect(Driver(view: view).screen().contains("1 link cut, 1 cut one way"))
    }
}
