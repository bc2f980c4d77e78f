extension CellBuffer {
    /// The screen as a picture: a rectangle for every stretch of background, a line of text for
    /// every row, in which every run of one style is stretched to its columns, so that glyphs stand
    /// where they do on a terminal whatever font the viewer has.
    ///
    /// - Parameters:
    ///   - ground: what stands for the colours that a terminal chooses itself.
    ///   - depth: how many colours the picture shall use.
    ///   - title: what a viewer may show for the picture.
    public func svg(
        ground: PictureGround = .dark, depth: ColourDepth = .truecolor, title: String = "outbreak"
    ) -> String {
        SVGPicture(ground: ground, size: size, title: title)
            .document(rows: runs(depth: depth))
    }

    private func runs(depth: ColourDepth) -> [[StyleRun]] {
        var quantiser = Quantiser(depth: depth)
        return (0..<size.rows).map { row in
            runs(in: CellSpan(row: row, column: 0, columns: size.columns), &quantiser)
        }
    }
}

/// The colours of a picture where a terminal would use its own.
public struct PictureGround: Hashable, Sendable {
    /// The colour of text.
    public let foreground: RGB
    /// The colour behind it.
    public let background: RGB

    /// Makes a ground.
    public init(foreground: RGB, background: RGB) {
        self.foreground = foreground
        self.background = background
    }

    /// Light grey on nearly black.
    public static let dark = PictureGround(
        foreground: RGB(red: 204, green: 204, blue: 204),
        background: RGB(red: 16, green: 18, blue: 20))

    /// Nearly black on white.
    public static let light = PictureGround(
        foreground: RGB(red: 32, green: 32, blue: 32),
        background: RGB(red: 255, green: 255, blue: 255))
}

extension Theme {
    /// What stands for the terminal's own colours in a picture of a screen in this theme.
    ///
    /// A theme that leaves the background to the terminal is dark if its text is light.
    public var pictureGround: PictureGround {
        let style = style(.background)
        let isDark = style.background.rgb.map(\.isDark) ?? !(style.foreground.rgb?.isDark ?? false)
        let base = isDark ? PictureGround.dark : .light
        return PictureGround(
            foreground: style.foreground.rgb ?? base.foreground,
            background: style.background.rgb ?? base.background)
    }
}
