import ClusterObservation
import EpidemicSimulation
import TerminalUI
import Testing

@testable import Dashboard

/// A simulated cluster, and a person who begins a scenario from the menu.
struct ScenarioRun {
    private(set) var cluster: SimulatedCluster
    private(set) var model: DashboardModel
    private(set) var view: ClusterView
    /// Everything that was told, oldest first.
    private(set) var events: [TraceEvent] = []

    init(nodes: Int = 16, seed: UInt64 = 7, columns: Int = 132) throws {
        cluster = try SimulatedCluster(SimulationConfiguration(nodes: nodes, seed: seed))
        model = DashboardModel(size: Size(columns: columns, rows: columns < 100 ? 24 : 40))
        view = cluster.observe(model.interest)
        _ = model.update(.view(view))
    }

    /// Presses the key of the menu, and the letter of a scenario.
    mutating func begin(_ letter: Character) {
        for key in [Key.character("b"), .character(letter)] {
            for case .perform(let command) in model.update(.key(key)) { cluster.perform(command) }
        }
        look()
    }

    /// Does something to the cluster, as from its keyboard.
    mutating func perform(_ command: ClusterCommand) {
        cluster.perform(command)
        look()
    }

    /// Lets virtual time pass, and shows what becomes of it every second.
    mutating func advance(seconds: Int) {
        for _ in 0..<seconds {
            cluster.advance(.seconds(1))
            look()
        }
    }

    private mutating func look() {
        view = cluster.observe(model.interest)
        events += view.trace
        _ = model.update(.view(view))
    }

    /// What a scenario said, in order.
    var told: [String] {
        events.compactMap { if case .told(let words) = $0.kind { words } else { nil } }
    }

    /// The value of a key at a node; nil where there is none.
    func value(of key: ItemKey, at node: Int) -> ItemValue? {
        entry(of: key, at: node)?.content.value
    }

    func entry(of key: ItemKey, at node: Int) -> ClusterUpdate? {
        let interest = Interest(inspected: NodeID(node), entries: 0..<64)
        var cluster = cluster
        return cluster.observe(interest).inspected?.entries.map(\.update).first { $0.key == key }
    }

    private static let dark = try! ThemeLibrary.shipped.theme(named: "dark")

    /// The screen as text.
    var screen: String {
        model.screen(theme: Self.dark, glyphs: .unicode).text()
    }
}
