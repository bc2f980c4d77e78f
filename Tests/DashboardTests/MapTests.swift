import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// Where nodes stand, and what is drawn between them.
struct MapTests {
    static let shapes: [TopologyShape] = [
        .full, .line, .ring, .star, .grid(columns: 4), .tree, .random, .smallWorld,
        .clusters(count: 3, founders: 24), .continents(founders: 24),
    ]

    /// Of a random shape every node is linked with the one half as far on.
    private func layout(_ nodes: Int, _ shape: TopologyShape, _ room: Size) -> MapLayout {
        let edges =
            shape == .random ? (1..<max(1, nodes)).map { Fixture.link($0 / 2, $0) } : []
        return MapLayout(
            MapLayout.Subject(
                nodes: nodes, shape: shape, edges: edges, nameColumns: "n\(nodes - 1)".count),
            in: room)
    }

    @Test(arguments: shapes, [1, 2, 3, 7, 16, 40, 500])
    func `No two nodes stand in the same place, and all stand in the room`(
        shape: TopologyShape, nodes: Int
    ) {
        for room in [Size(columns: 56, rows: 6), Size(columns: 74, rows: 19)] {
            let layout = layout(nodes, shape, room)
            #expect(layout.places.count == nodes)
            if case .cells(let shared) = layout.detail {
                let crowds = Dictionary(grouping: layout.places) { $0 }.values
                #expect(crowds.allSatisfy { $0.count <= shared }, "\(shape) \(nodes)")
            } else {
                #expect(Set(layout.places).count == nodes)
            }
            let field = Rectangle(room)
            #expect(layout.places.allSatisfy(field.contains), "\(shape) \(nodes)")
        }
    }

    @Test func `Nothing is said of messages on their way where nobody tells of them`() {
        var view = Fixture.view()
        let size = Size(columns: 200, rows: 40)
        #expect(Driver(size: size, view: view).screen().contains("in flight"))
        view.capabilities = Capabilities(refusals: [.tellMessages: "not told"])
        let screen = Driver(size: size, view: view).screen()
        #expect(!screen.contains("in flight") && !screen.contains("◇ feedback"))
    }

    @Test(arguments: shapes)
    func `Sixteen nodes show their names on a medium screen`(shape: TopologyShape) {
        #expect(layout(16, shape, Size(columns: 58, rows: 19)).detail == .labels)
    }

    private static let largeShapes: [TopologyShape] = [
        .full, .line, .ring, .star, .grid(columns: 100), .tree, .random, .smallWorld,
        .clusters(count: 3, founders: 10_000), .continents(founders: 10_000),
    ]

    @Test(arguments: largeShapes)
    func `Ten thousand nodes all have a place, shared with few others`(shape: TopologyShape) {
        let layout = layout(10_000, shape, Size(columns: 96, rows: 30))
        #expect(layout.places.count == 10_000)
        guard case .cells(let shared) = layout.detail else {
            Issue.record("\(shape) is not drawn cell by cell")
            return
        }
        #expect(shared > 1 && shared <= 8, "\(shape)")
        #expect(layout.places.allSatisfy(Rectangle(layout.room).contains))
    }

    @Test(arguments: [TopologyShape.ring, .star, .continents(founders: 90)])
    func `A shape stays when its nodes have no room for names`(shape: TopologyShape) {
        let room = Size(columns: 58, rows: 19)
        let layout = layout(90, shape, room)
        #expect(layout.detail == .points)
        let around = shape == .star ? Array(layout.places.dropFirst()) : layout.places
        let neighbours = zip(around, around.dropFirst()).filter { here, next in
            abs(here.column - next.column) <= 4 && abs(here.row - next.row) <= 4
        }
        // Between two continents there is one step that is long.
        #expect(neighbours.count >= around.count - 2)
        if shape == .star { #expect(layout.places[0] == Point(column: 29, row: 9)) }
    }

    @Test func `A grid keeps its shape when it shrinks`() {
        let layout = layout(10_000, .grid(columns: 100), Size(columns: 50, rows: 25))
        #expect(layout.places[0] == Point(column: 0, row: 0))
        #expect(layout.places[99] == Point(column: 49, row: 0))
        #expect(layout.places[9_900] == Point(column: 0, row: 24))
    }

    @Test func `A cell shows how large a part of its nodes is infected`() {
        func look(_ cell: FieldCell) -> [AnyHashable] {
            [FieldLook(cell).role, FieldLook(cell).glyph]
        }
        let shades: [(Int, Glyph)] = [
            (1, .light), (2, .light), (3, .medium), (4, .medium), (5, .dark), (7, .dark),
            (8, .infected),
        ]
        for (infected, glyph) in shades {
            let cell = FieldCell(susceptible: 8 - infected, infected: infected, down: 2)
            #expect(look(cell) == [Role.infected, glyph], "\(infected) of 8")
        }
        #expect(
            look(FieldCell(susceptible: 4, removed: 4)) == [
                Role.susceptible, Glyph.mostSusceptible,
            ])
        #expect(look(FieldCell(susceptible: 1, removed: 4)) == [Role.removed, Glyph.mostRemoved])
        #expect(look(FieldCell(removed: 4, down: 1)) == [Role.removed, Glyph.removed])
        #expect(look(FieldCell(down: 2)) == [Role.down, Glyph.down])
        #expect(look(FieldCell(plain: 2)) == [Role.dim, Glyph.susceptible])
    }

    @Test(arguments: [10_000, 1_500])
    func `A field uses every row, and shares its cells evenly`(nodes: Int) {
        let layout = layout(nodes, .full, Size(columns: 116, rows: 35))
        #expect(Set(layout.places.map(\.row)) == Set(0..<35))
        let crowds = Dictionary(grouping: layout.places) { $0 }.values.map(\.count)
        #expect(crowds.max()! - crowds.min()! <= 1)
        #expect(layout.places.map(\.column).max()! > 95)
    }

    @Test func `The legend of a field explains every glyph that is in it`() {
        var view = Fixture.crowd(10_000)
        view.focus = FocusStatus(update: Fixture.red, susceptible: 9_000, infected: 1_000)
        view.field = (0..<10_000).map {
            FieldCell(susceptible: $0 % 10 == 0 ? 0 : 1, infected: $0 % 10 == 0 ? 1 : 0)
        }
        let screen = Driver(view: view).screen()
        for words in ["infected ░ to 25%", "▒ 50%", "▓ more", "● all", "○◼ all", "◦▖ most"] {
            #expect(screen.contains(words), "\(words)")
        }
        let ascii = Driver(view: view).screen(.ascii)
        #expect(ascii.contains("infected . to 25% : 50% & more * all") && !ascii.contains("?? "))
    }

    @Test(arguments: [100, 127, 255, 511, 1_023])
    func `A large tree keeps its levels, and nodes stand above their subtrees`(nodes: Int) {
        let layout = layout(nodes, .tree, Size(columns: 116, rows: 35))
        #expect(layout.detail == .points)
        let places = layout.places
        for node in 1..<nodes {
            #expect(places[node].row > places[(node - 1) / 2].row)
            let isLeft = node % 2 == 1
            let aside = places[node].column - places[(node - 1) / 2].column
            #expect(isLeft ? aside <= 0 : aside >= 0)
        }
    }

    @Test func `Past what fits, a tree is a field`() {
        let layout = layout(8_191, .tree, Size(columns: 116, rows: 35))
        #expect(!layout.detail.isOpen)
    }

    @Test(arguments: [3, 4, 5, 8], [24, 32, 64])
    func `Links between clusters pass no other node`(clusters: Int, nodes: Int) {
        let shape = TopologyShape.clusters(count: clusters, founders: nodes)
        for room in [
            Size(columns: 58, rows: 18), Size(columns: 76, rows: 20),
            Size(columns: 116, rows: 35),
        ] {
            let layout = layout(nodes, shape, room)
            for link in shape.bridges {
                let others = layout.line(link).compactMap { layout.cells.node(at: $0) }
                    .filter { $0 != link.from && $0 != link.to }
                #expect(others.isEmpty, "\(link) in \(room) by \(others)")
            }
        }
    }

    @Test(arguments: [TopologyShape.clusters(count: 3, founders: 12), .continents(founders: 16)])
    func `Groups turn the ends of their links towards each other`(shape: TopologyShape) {
        let nodes = shape.bridges.count == 3 ? 12 : 16
        let layout = layout(nodes, shape, Size(columns: 96, rows: 12))
        for link in shape.bridges.prefix(2) {
            let line = layout.line(link)
            #expect(line.count <= 30, "\(link) takes \(line.count) cells")
        }
    }

    @Test func `A message under a label shows no head beside it`() {
        var view = Fixture.view()
        view.cuts = []
        let scene = layout(16, .full, Size(columns: 56, rows: 18))
        let link = Fixture.link(0, 8)
        let line = scene.line(link)
        #expect(!line.isEmpty)
        for step in 0...40 {
            view.messages = [
                MessageInFlight(link: link, kind: .mail, progress: Double(step) / 40)
            ]
            let screen = Driver(view: view).screen()
            let map = screen.split(separator: "\n").prefix(20).joined()
            let hasHead = map.contains("▾") || map.contains("▴")
            #expect(!hasHead || map.contains("◈"), "step \(step)")
        }
    }

    @Test func `Linked nodes of a random network stand near each other`() {
        let layout = layout(40, .random, Size(columns: 110, rows: 34))
        #expect(layout.detail == .labels)
        func distance(_ left: Int, _ right: Int) -> Double {
            let across = Double(layout.places[left].column - layout.places[right].column)
            let down = 2 * Double(layout.places[left].row - layout.places[right].row)
            return (across * across + down * down).squareRoot()
        }
        let linked = (1..<40).map { distance($0 / 2, $0) }.reduce(0, +) / 39
        let all = (0..<40).flatMap { left in (0..<left).map { distance(left, $0) } }
        #expect(linked < 0.6 * all.reduce(0, +) / Double(all.count))
    }

    @Test func `A large cluster is asked for states instead of dots`() {
        var driver = Driver(view: Fixture.crowd(10_000))
        driver.press("end")
        #expect(driver.model.interest.fieldCells == 10_000)
        #expect(driver.model.interest.dots.count <= 256)
        #expect(driver.model.interest.named == [NodeID(9_999)])
    }

    @Test func `However long a value is, how many know it stands beside it`() {
        var view = Fixture.view()
        let long = Fixture.update(
            "漢字漢字漢字漢字漢字漢字", ItemValue(String(repeating: "x", count: 300)), by: 0, number: 4,
            clock: [0: 2])
        view.focus?.update = long
        for size in [Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Fixture.size] {
            let top = Driver(size: size, view: view).screen().split(separator: "\n")[1]
            #expect(top.contains("漢字") && top.contains("… ") && top.contains("● "), "\(size)")
        }
    }

    @Test func `The halves of the roster are the halves of the ellipse`() {
        let layout = layout(16, .full, Size(columns: 74, rows: 19))
        let middle = layout.places.map(\.column).reduce(0, +) / 16
        #expect(layout.places[..<8].allSatisfy { $0.column >= middle })
        #expect(layout.places[8...].allSatisfy { $0.column <= middle })
    }

    @Test func `Arrows select the nearest node in their direction`() {
        var driver = Driver()
        driver.press("right")
        #expect(driver.model.selected == NodeID(1))
        driver.press("down")
        #expect(driver.model.selected == NodeID(2))
        driver.press("left", "left", "left")
        #expect(driver.model.selected != NodeID(2))
    }

    @Test(arguments: shapes)
    func `Every node can be reached with the arrows`(shape: TopologyShape) {
        let layout = layout(16, shape, Size(columns: 58, rows: 19))
        var reached: Set<NodeID> = [NodeID(0)]
        var open = [NodeID(0)]
        while let node = open.popLast() {
            for movement in [Movement.up, .down, .left, .right] {
                guard let next = layout.neighbour(of: node, towards: movement),
                    reached.insert(next).inserted
                else { continue }
                open.append(next)
            }
        }
        #expect(reached.count == 16, "\(shape): \(reached.map(\.index).sorted())")
    }

    @Test func `A cut link is a dashed line with a cross in its middle`() {
        let screen = Driver().screen()
        #expect(screen.contains("╌╌╳╌╌"))
        #expect(screen.contains("╳ 1 link cut"))
    }

    @Test func `A cut in one direction is told apart from one in both`() {
        #expect(
            LinkPair.pairs(of: [Fixture.link(6, 9)])
                == [LinkPair(link: Fixture.link(6, 9), ways: .one)])
        #expect(
            LinkPair.pairs(of: [Fixture.link(6, 9), Fixture.link(9, 6)])
                == [LinkPair(link: Fixture.link(6, 9), ways: .both)])
    }

    @Test(arguments: [4, 6], [Size(columns: 58, rows: 18), Size(columns: 116, rows: 35)])
    func `Clusters stand around as they are linked`(clusters: Int, room: Size) {
        let nodes = 4 * clusters
        let shape = TopologyShape.clusters(count: clusters, founders: nodes)
        let layout = layout(nodes, shape, room)
        #expect(shape.bridges.count == clusters)
        for link in shape.bridges {
            let (from, to) = (layout.places[link.from.index], layout.places[link.to.index])
            let isLong = abs(from.column - to.column) > room.columns / 2
            let isHigh = abs(from.row - to.row) > room.rows / 2
            #expect(!isLong && !isHigh, "\(link) from \(from) to \(to)")
        }
    }

    @Test func `A wall stands between the sides of a partition, with nobody on it`() {
        let view = Fixture.split
        let room = Rectangle(column: 0, row: 0, columns: 74, rows: 19)
        let scene = MapScene(
            view: view, layout: layout(16, .full, room.size), room: room, names: 3)
        let walls = PartitionWalls(in: scene)?.bricks.map(\.point) ?? []
        #expect(Set(walls.map(\.row)) == Set(0..<19), "it reaches from top to bottom")
        #expect(!walls.contains { scene.layout.places.contains($0) })
        var whole = scene.view
        whole.totals.groups = 1
        let open = MapScene(view: whole, layout: scene.layout, room: room, names: 3)
        #expect(PartitionWalls(in: open) == nil)
    }

    @Test func `Messages about members have a glyph of their own, and a word where there are any`()
    {
        var view = Fixture.view()
        view.cuts = []
        view.messages = [
            MessageInFlight(link: Fixture.link(11, 4), kind: .membership, progress: 0.5)
        ]
        #expect(Driver(view: view).screen().contains("✦"))
        #expect(!Driver(view: view).screen().contains("membership"))
        view.discovery = .peer
        let wide = Size(columns: 160, rows: 40)
        #expect(Driver(size: wide, view: view).screen().contains("✦ membership"))
        let kinds = Set(MessageKind.allCases.map { Driver.dark.glyph($0.role) })
        #expect(kinds.count == MessageKind.allCases.count)
    }

    @Test(arguments: [16, 1_000, 10_000, 100_000])
    func `How many are in each state stands above the map, however many there are`(nodes: Int) {
        var view = Fixture.crowd(nodes)
        view.focus = FocusStatus(
            update: Fixture.red, susceptible: nodes - 6, infected: 4, removed: 2)
        view.curve = Fixture.curve
        for size in [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)] {
            let screen = Driver(size: size, view: view).screen().split(separator: "\n")
            let title = screen[1].split(separator: " ")
            for glyph in ["○", "●", "◼"] {
                #expect(title.contains { $0 == glyph }, "\(screen[1])")
            }
            #expect(size.columns < 120 || screen.contains { $0.contains(" know 6/") }, "\(nodes)")
        }
    }

    @Test func `A message moves from node to node with its head before it`() {
        var view = Fixture.view()
        view.cuts = []
        var columns: [Int] = []
        for progress in [0.2, 0.5, 0.8] {
            view.messages = [
                MessageInFlight(link: Fixture.link(11, 4), kind: .mail, progress: progress)
            ]
            let row = Driver(view: view).screen().split(separator: "\n").first {
                $0.contains("◈▸")
            }
            columns.append(
                row.map { $0.distance(from: $0.startIndex, to: $0.firstIndex(of: "◈")!) } ?? 0)
        }
        #expect(columns == columns.sorted() && Set(columns).count == 3)
    }

    @Test func `Where a message was lost a moment ago stands a mark that no wall is made of`() {
        var view = Fixture.view()
        view.cuts = []
        view.totals.cuts = 0
        view.messages = [
            MessageInFlight(
                link: Fixture.link(11, 4), kind: .mail, progress: 0.5, concernsFocus: true)
        ]
        #expect(!Driver(view: view).screen().contains("⊗"))
        view.messages[0].loss = .lossy
        let screen = Driver(view: view).screen()
        #expect(screen.contains("⊗") && !screen.contains("╳"))
        #expect(!Driver(view: view).screen().contains("◈"))
    }

    @Test func `The circle is round`() {
        for (turn, x, y) in [(0.0, 0.0, -1.0), (0.25, 1, 0), (0.5, 0, 1), (0.75, -1, 0)] {
            let point = UnitCircle.point(turn: turn)
            #expect(abs(point.x - x) < 1e-9 && abs(point.y - y) < 1e-9)
        }
        for step in 0..<100 {
            let point = UnitCircle.point(turn: Double(step) / 100)
            #expect(abs(point.x * point.x + point.y * point.y - 1) < 1e-8)
        }
    }
}
