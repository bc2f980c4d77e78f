/// The panels, in the order in which they are told.
enum PanelID: String, CaseIterable, Hashable, Sendable {
    case map, nodes, links, divergence, spaceTime, inspector, curve, counters, exchanges, trees, log
}
