import TerminalUI

extension DashboardModel {
    /// The whole screen, of the size that the last resize named.
    public func screen(theme: Theme, glyphs: GlyphSet) -> CellBuffer {
        var buffer = CellBuffer(size: size, style: theme.style(.background), glyphs: glyphs)
        draw(into: &buffer, theme: theme)
        return buffer
    }

    /// Draws everything into a buffer of the screen's size; what was in it is covered.
    public func draw(into buffer: inout CellBuffer, theme: Theme) {
        guard fits else { return drawSizeGate(into: &buffer, theme: theme) }
        let model = Shared(self)
        for place in layout.places {
            PanelFrame(model: model, theme: theme, place: place).draw(into: &buffer)
        }
        StatusLine(model: model, theme: theme).draw(in: layout.status, into: &buffer)
        if let narration = view?.narration {
            NarrationCaption(narration: narration, theme: theme).draw(
                in: layout.caption, into: &buffer)
        }
        drawOverlay(into: &buffer, theme: theme)
        BottomLine(model: model, theme: theme).draw(in: layout.hints, into: &buffer)
    }

    /// The room for what lies above the panels.
    var overlayArea: Rectangle {
        Rectangle(
            column: 0, row: layout.status.endRow, columns: size.columns, rows: size.rows - 2)
    }

    private func drawOverlay(into buffer: inout CellBuffer, theme: Theme) {
        let body = overlayArea
        switch mode {
        case .screen, .filter: break
        case .form(let prompt): PromptOverlay(prompt: prompt).draw(in: body, &buffer, theme)
        case .help(let scroll):
            HelpOverlay(model: Shared(self)).draw(in: body, scroll: scroll, &buffer, theme)
        case .menu(let menu): overlay(of: menu).draw(in: body, &buffer, theme)
        case .palette(let palette): overlay(of: palette).draw(in: body, &buffer, theme)
        case .finder(let finder): overlay(of: finder).draw(in: body, &buffer, theme)
        case .themes(let menu): themeOverlay(menu).draw(in: body, &buffer, theme)
        }
    }

    /// What is said on a screen that is too small for anything else.
    private func drawSizeGate(into buffer: inout CellBuffer, theme: Theme) {
        buffer.fill(buffer.bounds, style: theme.style(.background))
        let lines = [
            "outbreak needs \(ScreenLayout.least)", "this screen is \(size)",
            "\(keyLabel(.quit)) quits",
        ]
        let area = buffer.bounds.centred(Size(columns: size.columns, rows: lines.count))
        for (row, line) in lines.prefix(area.rows).enumerated() {
            let text = line.fitted(toColumns: size.columns, alignment: .centre)
            buffer.put(
                text, at: Point(column: 0, row: area.row + row),
                style: theme.style(row == 0 ? .strong : .text))
        }
    }
}
