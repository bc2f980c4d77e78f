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
        let frame = area.overlayFrame(for: size)
        draw(panel, in: frame, theme: theme.lifted)
        return frame.overlayRoom
    }
}

extension Rectangle {
    /// The frame of what lies in the middle of this rectangle, when its contents want a size.
    public func overlayFrame(for size: Size) -> Rectangle {
        centred(Size(columns: size.columns + 4, rows: size.rows + 2))
    }

    /// The room within such a frame.
    public var overlayRoom: Rectangle { inset(columns: 2, rows: 1) }
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
