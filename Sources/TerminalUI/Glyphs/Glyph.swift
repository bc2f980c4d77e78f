/// The symbols of the program by name, each one column wide in both of its forms.
///
/// The raw value holds the two forms, first the one of Unicode, then its stand-in in ASCII.
public enum Glyph: String, CaseIterable, Hashable, Sendable {
    // States of a replica.
    case susceptible = "○o"
    case infected = "●*"
    case removed = "◼#"
    case superseded = "◌~"
    case down = "✕x"
    case frozen = "❆z"
    case arriving = "◔a"

    // Several replicas in one place of which not all agree.
    case mostSusceptible = "◦,"
    case mostRemoved = "▖;"

    // Messages and links.
    case rumor = "◆r"
    case feedback = "◇f"
    case pull = "▽p"
    case mail = "◈m"
    case cache = "▫c"
    case antiEntropy = "⇄e"
    case membership = "✦w"
    case cut = "╳X"
    case lost = "⊗!"
    case lossy = "┄%"
    case slow = "≈~"
    case different = "≠!"

    // Clocks and roots.
    case before = "≺<"
    case after = "≻>"
    case equal = "≡="
    case concurrent = "∥|"
    case rootMark = "■%"

    // Marks.
    case deleted = "✝+"
    case marked = "◉@"
    case selected = "▸>"
    case warning = "▲!"
    case converged = "✓="
    case running = "▶>"
    case paused = "‖|"
    case ellipsis = "…~"
    case middleDot = "·-"
    case multiply = "×x"
    case plusMinus = "±~"
    case infinity = "∞*"
    case dash = "–-"

    // Arrows.
    case arrowLeft = "←<"
    case arrowRight = "→>"
    case arrowUp = "↑^"
    case arrowDown = "↓v"
    case headLeft = "◂<"
    case headUp = "▴^"
    case headDown = "▾v"
    case enter = "⏎/"
    case backspace = "⌫<"

    // Lines.
    case topLeft = "╭+"
    case topRight = "╮+"
    case bottomLeft = "╰+"
    case bottomRight = "╯+"
    case horizontal = "─-"
    case vertical = "│|"
    case teeLeft = "├+"
    case teeRight = "┤+"
    case teeTop = "┬+"
    case teeBottom = "┴+"
    case cross = "┼+"
    case dashedHorizontal = "╌-"
    case dashedVertical = "╎:"
    case heavyHorizontal = "━="
    case heavyVertical = "┃|"
    case rising = "╱/"
    case falling = "╲\\"

    // Blocks and bars.
    case full = "█#"
    case upperHalf = "▀\""
    case lowerHalf = "▄_"
    case light = "░."
    case medium = "▒:"
    case dark = "▓&"
    case bar1 = "▁_"
    case bar2 = "▂_"
    case bar3 = "▃-"
    case bar5 = "▅="
    case bar6 = "▆+"
    case bar7 = "▇*"
    case left1 = "▏|"
    case left2 = "▎|"
    case left3 = "▍|"
    case left4 = "▌|"
    case left5 = "▋#"
    case left6 = "▊#"
    case left7 = "▉#"
    case scrollThumb = "▐#"
}

extension Glyph {
    /// The glyph as a terminal of UTF-8 shows it.
    public var unicode: Character { rawValue.first! }
    /// The stand-in for a terminal that shows ASCII only.
    public var ascii: Character { rawValue.last! }

    /// The form for a set of glyphs.
    public func form(in glyphs: GlyphSet) -> Character {
        switch glyphs {
        case .unicode: unicode
        case .ascii: ascii
        }
    }
}
