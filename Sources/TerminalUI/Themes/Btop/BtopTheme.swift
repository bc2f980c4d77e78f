/// A theme of btop as one of this program: it takes the roles of the shipped dark or light theme and
/// fills their palette with btop's colours.
///
/// Those were chosen for other things in other places. So what is text is moved towards white or
/// black until it can be read where it lies here, marks that would be alike get other colours, and
/// the states get colours of the file only if everybody can tell those apart.
struct BtopTheme {
    let source: String
    let colours: BtopFile
    let grounds: BtopGrounds

    init(parsing text: String, source: String) throws(ThemeError) {
        self.source = source
        colours = try BtopFile(parsing: text, source: source)
        grounds = BtopGrounds(colours)
    }

    /// The theme as if it were written in TOML.
    var file: ThemeFile {
        let states = states
        var palette = grounds.palette
        palette.merge(texts) { $1 }
        palette.merge(states.palette(isDark: grounds.isDark)) { $1 }
        palette.merge(accents(besides: states.susceptible)) { $1 }
        return ThemeFile(
            source: source, name: source, parent: grounds.isDark ? "dark" : "light",
            leftOut: colours.leftOut, palette: palette,
            roles: [
                .title: ThemeFile.RoleLook(foreground: "title"),
                .selection: ThemeFile.RoleLook(
                    foreground: "chosen", background: "selected", monochrome: .reverse),
            ])
    }

    static let textContrast = 4.5
    static let faintContrast = 4.0
    static let accentContrast = 3.5

    /// A colour that can be read on the background and on overlays.
    func readable(_ colour: RGB?, contrast: Double) -> RGB {
        (colour ?? grounds.text).readable(on: grounds.raised, contrast: contrast)
            .readable(on: grounds.ground, contrast: contrast)
    }

    /// The states in what the gradients have of blue, orange and red, and in what rests; else in
    /// Okabe and Ito's colours, in the strength that suits the background best.
    private var states: StateColours {
        let ideal = StateColours.spares[0]
        func own(_ ideal: RGB, _ found: RGB?) -> RGB {
            readable(found ?? ideal, contrast: StateColours.leastContrast)
        }
        let own = StateColours(
            susceptible: own(ideal.susceptible, colours.nearest(to: ideal.susceptible)),
            infected: own(ideal.infected, colours.nearest(to: ideal.infected)),
            removed: own(ideal.removed, colours.colour(.inactive)),
            down: own(ideal.down, colours.nearest(to: ideal.down)))
        return StateColours.best(of: [own] + StateColours.spares, on: grounds.underStates)
    }
}

extension BtopTheme {
    /// Text and lines by the names of the shipped theme.
    private var texts: [String: Colour] {
        let isDark = grounds.isDark
        let text = readable(grounds.text, contrast: Self.textContrast)
        let title = readable(colours.colour(.title), contrast: Self.textContrast)
        let faint = readable(colours.colour(.inactive), contrast: Self.faintContrast)
        let focus = readable(colours.colour(.key, .title), contrast: Self.accentContrast)
        let chosen = (colours.colour(.selectedText) ?? text)
            .readable(on: grounds.selected, contrast: Self.textContrast)
        let strong = text.mixed(with: isDark ? .white : .black, share: 0.6)
        let isOwnText = colours.isDefault(.text) && colours.isDefault(.background)
        return [
            "text": isOwnText ? .terminalDefault : Colour(rgb: text, palette16: isDark ? 7 : 0),
            "title": Colour(rgb: title, palette16: isDark ? 7 : 0),
            "quiet": Colour(rgb: faint, palette16: isDark ? 7 : 8),
            "focus": Colour(rgb: focus, palette16: isDark ? 14 : 4),
            "chosen": Colour(rgb: chosen, palette16: isDark ? 15 : 0),
            isDark ? "bright" : "ink": Colour(rgb: strong, palette16: isDark ? 15 : 0),
            "line": Colour(rgb: line, palette16: isDark ? 8 : 7),
        ]
    }

    /// Frames need no more than to be seen.
    private var line: RGB {
        let line = colours.colour(.divider, .processBox, .cpuBox, .inactive)
        return (line ?? grounds.text).readable(on: grounds.ground, contrast: 1.6)
    }
}
