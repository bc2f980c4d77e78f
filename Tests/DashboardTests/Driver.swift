import ClusterObservation
import TerminalUI

@testable import Dashboard

/// A dashboard that a test holds in its hands.
struct Driver {
    var model: DashboardModel

    init(
        size: Size = Fixture.size, access: Access = .full, bindings: Bindings = .standard,
        view: ClusterView? = Fixture.view()
    ) {
        model = DashboardModel(
            size: size, access: access, mouse: .captured, bindings: bindings)
        if let view { _ = model.update(.view(view)) }
    }

    /// Presses keys by their names; returns all actions.
    @discardableResult
    mutating func press(_ names: String...) -> [DashboardAction] {
        names.flatMap { model.update(.key(Key(name: $0)!)) }
    }

    /// Types a text key by key.
    mutating func type(_ text: String) {
        for character in text { _ = model.update(.key(.character(character))) }
    }

    /// Brings a panel to the front and gives it the keys.
    mutating func go(to panel: PanelID) { model.show(panel) }

    mutating func show(_ view: ClusterView) { _ = model.update(.view(view)) }

    static let dark = try! ThemeLibrary.shipped.theme(named: "dark")

    func screen(_ glyphs: GlyphSet = .unicode) -> String {
        model.screen(theme: Self.dark, glyphs: glyphs).text()
    }
}
