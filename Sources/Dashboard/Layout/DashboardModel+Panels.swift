import TerminalUI

/// Which panels are seen where several share a place: those brought to the front, the latest first.
struct Fronts: Hashable, Sendable {
    private var brought: [PanelID] = []

    mutating func bring(_ panel: PanelID) {
        brought.removeAll { $0 == panel }
        brought.insert(panel, at: 0)
    }

    /// The panel of a place that is seen.
    func front(of place: ScreenLayout.Place) -> PanelID {
        brought.first(where: place.panels.contains) ?? place.panels[0]
    }
}

extension DashboardModel {
    /// Whether the screen is large enough to be read.
    var fits: Bool { size.fits(ScreenLayout.least) }

    /// The panel of a place that is to be seen.
    func front(of place: ScreenLayout.Place) -> PanelID { fronts.front(of: place) }

    /// The frame of a panel; nil while it is not to be seen.
    func area(of panel: PanelID) -> Rectangle? {
        guard fits else { return nil }
        return layout.places.first { front(of: $0) == panel }?.area
    }

    /// The places as they are without zoom.
    private var places: [ScreenLayout.Place] {
        ScreenLayout(size: size, perspective: perspective, zoomed: nil).places
    }

    /// The place that has the keys; a panel has one whatever the size.
    private var placeIndex: Int {
        places.firstIndex { $0.panels.contains(panel) } ?? 0
    }

    /// Gives the keys to the next place or the one before.
    mutating func goToPlace(by step: Int) {
        let places = places
        show(front(of: places[(placeIndex + step + places.count) % places.count]))
    }

    /// Brings the next panel of this place to the front, or the one before.
    mutating func goToTab(by step: Int) {
        let panels = places[placeIndex].panels
        guard let position = panels.firstIndex(of: panel) else { return }
        show(panels[(position + step + panels.count) % panels.count])
    }

    /// Brings a panel to the front and gives it the keys.
    mutating func show(_ panel: PanelID) {
        self.panel = panel
        fronts.bring(panel)
    }

    /// Arranges the screen for something else; the keys go to its main panel.
    mutating func arrange(for perspective: Perspective) {
        self.perspective = perspective
        zoom = .none
        fronts = Fronts()
        panel = places[0].panels[0]
    }
}
