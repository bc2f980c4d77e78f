import TerminalUI

// Clicks upon what lies above the panels.

extension DashboardModel {
    /// Does what Enter does in a row of the list; a theme is shown first, and kept by a second click.
    mutating func chooseRow(_ row: Int) -> [DashboardAction] {
        switch mode {
        case .menu(let menu): return take(row, of: menu)
        case .palette(var palette):
            palette.row = row
            return submit(palette)
        case .finder(var finder):
            finder.row = row
            mode = .finder(finder)
            preview(finder)
            submit(finder)
        case .themes(let menu): chooseTheme(row, in: menu)
        case .screen, .form, .filter, .help: break
        }
        return []
    }

    private mutating func chooseTheme(_ row: Int, in menu: ThemeMenu) {
        guard let name = themes.names.at(row) else { return }
        guard name != menu.selected else { return keepTheme(of: menu) }
        themes.tryAgain(name)
        mode = .themes(ThemeMenu(selected: name))
    }

    /// Puts the cursor into a field; where it is already, the next choice is taken.
    mutating func chooseField(_ field: Int) {
        guard case .form(var prompt) = mode else { return }
        if prompt.form.current == field {
            prompt.form.fields[field].choose(by: 1)
            prompt.problem = nil
            prompt.followKind()
        } else {
            prompt.form.go(to: field)
        }
        mode = .form(prompt)
    }
}
