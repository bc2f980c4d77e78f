import TerminalUI

/// The list of themes at the right edge; the rest of the screen stays as it is, for it shows what the
/// selected theme looks like.
struct ThemeMenuOverlay {
    let menu: ThemeMenu
    let shelf: ThemeShelf
    /// What the keys in force are called.
    let keep: String
    let restore: String

    private static let columns = 30
    /// The legend of the states under the list, with an empty row above it.
    private static let legendRows = 2

    /// How many names fit on a screen: all but the two lines and the frame.
    static func rowCount(in screen: Size) -> Int {
        max(1, screen.rows - 2 - 2 - legendRows)
    }

    /// Where the parts stand on the screen.
    private struct Layout {
        var frame: Rectangle
        var list: Rectangle
        var legend: Rectangle
        /// The names in view.
        var window: ScrollWindow
    }

    private func layout(in area: Rectangle) -> Layout {
        let rows = min(shelf.names.count, area.rows - 2 - Self.legendRows)
        let place = area.splitRight(min(Self.columns + 4, area.columns)).right
        let frame = place.centred(
            Size(columns: place.columns, rows: rows + 2 + Self.legendRows))
        let (list, legend) = frame.overlayRoom.splitTop(rows)
        let window = ScrollWindow(count: shelf.names.count, visible: rows, first: 0)
        return Layout(
            frame: frame, list: list, legend: legend,
            window: window.revealing(shelf.names.firstIndex(of: menu.selected)))
    }

    /// What stands at a point of the screen.
    func target(at point: Point, in area: Rectangle) -> Target {
        let layout = layout(in: area)
        guard layout.frame.contains(point) else { return .outside }
        let row = layout.window.first + point.row - layout.list.row
        return layout.list.contains(point) && row < shelf.names.count ? .listRow(row) : .overlay
    }

    func draw(in area: Rectangle, _ buffer: inout CellBuffer, _ theme: Theme) {
        let theme = theme.lifted
        let names = shelf.names
        let layout = layout(in: area)
        var panel = Panel("Themes", focus: .focused, theme: theme)
        let selected = names.firstIndex(of: menu.selected)
        panel.note = StyledText(
            "\((selected ?? 0) + 1) of \(names.count)", style: theme.style(.dim))
        panel.footnote = StyledText("\(keep) keeps · \(restore) restores", style: theme.style(.dim))
        buffer.draw(panel, in: layout.frame, theme: theme)
        for (row, name) in names[layout.window.range].enumerated() {
            draw(name, in: layout.list.line(row), &buffer, theme)
        }
        buffer.draw(
            layout.window, alongRightOf: layout.list.inset(columns: -1, rows: 0), theme: theme)
        let legend = layout.legend
        buffer.put(Self.legend(theme), at: legend.line(1).origin, maxColumns: legend.columns)
    }

    private func draw(
        _ name: String, in line: Rectangle, _ buffer: inout CellBuffer, _ theme: Theme
    ) {
        let isSelected = name == menu.selected
        let isBroken = shelf.trouble(with: name) != nil
        let style = theme.style(isSelected ? .selection : isBroken ? .warning : .text)
        buffer.fill(line, style: style)
        let mark = isBroken ? theme.glyph(.warning) : name == shelf.kept ? Self.keptMark : " "
        let text = "\(mark) \(name)".fitted(toColumns: line.columns - 1)
        buffer.put(text, at: line.origin, style: style, maxColumns: line.columns)
    }

    private static let keptMark: Character = Glyph.middleDot.unicode

    /// The states side by side, as they can be told apart or not.
    private static func legend(_ theme: Theme) -> StyledText {
        var line = StyledText()
        let states: [(Role, String)] = [
            (.susceptible, "S"), (.infected, "I"), (.removed, "R"), (.down, "down"),
        ]
        for (role, letter) in states {
            line.append("\(theme.glyph(role)) \(letter)", style: theme.style(role))
            line.append("  ", style: theme.style(.text))
        }
        return line
    }
}

extension DashboardModel {
    /// The list of themes as it is drawn.
    func themeOverlay(_ menu: ThemeMenu) -> ThemeMenuOverlay {
        ThemeMenuOverlay(
            menu: menu, shelf: themes, keep: keyLabel(.accept), restore: keyLabel(.back))
    }
}
