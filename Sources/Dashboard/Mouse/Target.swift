import ClusterObservation
import TerminalUI

/// What stands at a point of the screen, as far as a click there means something.
///
/// Each view tells it from the layout by which it draws, so that both never differ.
enum Target: Hashable, Sendable {
    /// A hint: its key.
    case key(Key)
    /// A panel, where nothing in it means more; or its tab.
    case panel(PanelID)
    /// The name of a panel that is to be seen already.
    case title(PanelID)
    /// The upper right corner of a panel.
    case corner(PanelID)
    case node(NodeID)
    case link(DirectedLink)
    /// The head of a column of the table of nodes.
    case column(RowOrder.Column)
    case inspectorTab(InspectorState.Tab)
    /// A row of the inspector, counted over all of them.
    case inspectorRow(Int)
    /// An event in the log, by its number.
    case event(Int)
    /// A row of the list that lies above the panels.
    case listRow(Int)
    /// A field of the form that lies there.
    case field(Int)
    /// What lies there, where nothing in it means more.
    case overlay
    /// What lies below it.
    case outside
}

extension DashboardModel {
    /// What stands at a point.
    func target(at point: Point) -> Target? {
        guard fits else { return nil }
        if layout.hints.contains(point) {
            return BottomLine(model: Shared(self), theme: .plain).target(
                at: point, in: layout.hints)
        }
        if let target = overlayTarget(at: point) { return target }
        return place(at: point).flatMap {
            PanelFrame(model: Shared(self), theme: .plain, place: $0).target(at: point)
        }
    }

    /// The place with a point.
    func place(at point: Point) -> ScreenLayout.Place? {
        layout.places.first { $0.area.contains(point) }
    }

    /// What stands there of what lies above the panels; nil where nothing does.
    private func overlayTarget(at point: Point) -> Target? {
        let area = overlayArea
        switch mode {
        case .screen, .filter: return nil
        case .help:
            return HelpOverlay(model: Shared(self)).frame(in: area).contains(point)
                ? .overlay : .outside
        case .form(let prompt): return PromptOverlay(prompt: prompt).target(at: point, in: area)
        case .menu(let menu): return overlay(of: menu).target(at: point, in: area)
        case .palette(let palette): return overlay(of: palette).target(at: point, in: area)
        case .finder(let finder): return overlay(of: finder).target(at: point, in: area)
        case .themes(let menu): return themeOverlay(menu).target(at: point, in: area)
        }
    }
}
