import TerminalUI

/// Which panels are seen where several share a place.
struct Fronts: Hashable, Sendable {
    /// Of map and nodes.
    var upper = PanelID.map
    /// Of inspector and log.
    var lower = PanelID.inspector

    mutating func bring(_ panel: PanelID) {
        switch panel {
        case .map, .nodes: upper = panel
        case .inspector, .log: lower = panel
        }
    }

    func contains(_ panel: PanelID) -> Bool { panel == upper || panel == lower }
}

extension DashboardModel {
    /// Where everything stands now.
    var layout: ScreenLayout {
        ScreenLayout(size: size, zoomed: zoom == .zoomed ? panel : nil)
    }

    /// Whether the screen is large enough to be read.
    var fits: Bool { size.fits(ScreenLayout.least) }

    /// The panel of a place that is to be seen.
    func front(of place: ScreenLayout.Place) -> PanelID {
        place.panels.first(where: fronts.contains) ?? place.panels[0]
    }

    /// The frame of a panel; nil while it is not to be seen.
    func area(of panel: PanelID) -> Rectangle? {
        guard fits else { return nil }
        return layout.places.first { front(of: $0) == panel }?.area
    }

    /// Gives the keys to the next panel or the one before; of tabs it comes to the front and stays
    /// there when the keys go on.
    mutating func goToPanel(by step: Int) {
        let all = PanelID.allCases
        guard let position = all.firstIndex(of: panel) else { return }
        panel = all[(position + step + all.count) % all.count]
        fronts.bring(panel)
    }
}
