import ClusterObservation

/// Something worth showing to a class, done in one go.
struct Scenario: Sendable {
    /// How the menu and the palette call it.
    let name: String
    /// The key that begins it in the menu.
    let letter: Character
    /// Whether it is in force, so that the same again ends it.
    var isOn: @Sendable (ClusterView) -> Bool = { _ in false }
    /// What it does, in a few words.
    let summary: @Sendable (Stage) -> String
    /// What a class will see.
    let sentence: String
    /// Where it is best watched; nil leaves the screen as it is.
    var viewpoint: @Sendable (Stage) -> Viewpoint? = { _ in nil }
    /// What has to be done for it, as things are now.
    let plan: @Sendable (Stage) -> Plan

    /// What a scenario is made from: the cluster as it is, and the nodes that the user points at.
    struct Stage {
        let view: ClusterView
        @Shared var model: DashboardModel

        var selected: NodeID { model.selected }
        func name(_ node: NodeID) -> String { model.name(of: node) }
    }

    /// What must hold for any of them.
    static let needs: [Requirement] = [.changes, .ability(.changeNetwork)]

    /// The line of the menu.
    func item(in model: DashboardModel) -> MenuItem {
        guard let view = model.view else {
            return MenuItem(
                letter: letter, name: name, summary: "", sentence: "",
                plan: .impossible("no view of the cluster has come yet"))
        }
        let stage = Stage(view: view, model: Shared(model))
        let refusal = model.refusal(by: Self.needs, in: view)
        return MenuItem(
            letter: letter, name: name, state: isOn(view) ? "on" : "",
            summary: summary(stage), sentence: sentence,
            plan: refusal.map { .impossible($0) } ?? plan(stage),
            viewpoint: isOn(view) ? nil : viewpoint(stage))
    }
}
