import TerminalUI

/// The list of themes, open on the screen: the one that is selected is shown at once, and only
/// choosing it makes it stay.
struct ThemeMenu: Hashable, Sendable {
    /// The name that is selected.
    var selected: String

    /// The menu after a movement.
    func moved(by movement: Movement, among names: [String], page: Int) -> ThemeMenu {
        guard let row = names.firstIndex(of: selected) else {
            return ThemeMenu(selected: names.first ?? selected)
        }
        return ThemeMenu(selected: names[movement.row(from: row, of: names.count, page: page)])
    }
}

extension DashboardModel {
    /// The name of the theme to draw with: the one under the selection while the list is open, else
    /// the one that was chosen.
    public var themeName: String {
        if case .themes(let menu) = mode { menu.selected } else { themes.kept }
    }

    /// Opens the list at the theme in force, or closes it with everything as it was.
    mutating func toggleThemes() {
        if case .themes = mode {
            mode = .screen
        } else {
            mode = .themes(ThemeMenu(selected: themes.kept))
        }
    }

    mutating func move(_ movement: Movement, in menu: ThemeMenu) {
        let page = ThemeMenuOverlay.rowCount(in: size)
        let moved = menu.moved(by: movement, among: themes.names, page: page)
        themes.tryAgain(moved.selected)
        mode = .themes(moved)
    }

    /// Keeps the selected theme, unless it cannot be shown.
    mutating func keepTheme(of menu: ThemeMenu) {
        if let reason = themes.trouble(with: menu.selected) {
            notice = Notice(text: reason, kind: .refusal)
            return
        }
        themes.keep(menu.selected)
        mode = .screen
        notice = Notice(
            text: "theme \(menu.selected); --theme \(menu.selected) begins with it",
            kind: .information)
    }

    /// Takes in what became known of themes.
    mutating func take(_ news: ThemeNews) {
        themes.take(news)
        switch news {
        case .listed: break
        case .refused(_, let reason), .remarked(_, let reason):
            notice = Notice(text: reason, kind: .refusal)
        case .renewed(let name):
            notice = Notice(text: "theme \(name) was changed", kind: .information)
        }
    }
}
