/// The panels, in the order in which Tab visits them.
enum PanelID: String, CaseIterable, Hashable, Sendable {
    case map, nodes, inspector, log
}
