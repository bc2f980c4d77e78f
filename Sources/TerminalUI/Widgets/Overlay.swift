extension CellBuffer {
    /// Draws a frame in the middle that covers what lies under it, and returns the room within it.
    ///
    /// What is drawn into that room takes its styles from `theme.lifted`, so that it lies on the
    /// overlay's background.
    ///
    /// - Parameters:
    ///   - size: the room that the contents want, without the frame; less if there is less.
    ///   - area: where to find the middle; all of it grows faint.
    @discardableResult
    public mutating func drawOverlay(
        _ panel: Panel, size: Size, in area: Rectangle, theme: Theme
    ) -> Rectangle {
        repaint(area, style: theme.style(.dim))
        let wanted = Size(columns: size.columns + 4, rows: size.rows + 2)
        let frame = area.centred(wanted)
        draw(panel, in: frame, theme: theme.lifted)
        return frame.inset(columns: 2, rows: 1)
    }
}

extension Theme {
    /// The theme for what lies above the rest: everything that has the ordinary background gets
    /// the one of overlays.
    public var lifted: Theme {
        let ground = style(.background).background
        let raised = style(.overlay).background
        return restyled { style in
            var style = style
            if style.background == ground { style.background = raised }
            return style
        }
    }
}
