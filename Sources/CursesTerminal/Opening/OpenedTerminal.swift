import CNcurses
import Foundation
import TerminalUI

/// What came out of opening the terminal.
struct OpenedTerminal {
    let depth: ColourDepth
    let glyphs: GlyphSet

    /// Opens the terminal as well as it can be.
    static func open(
        _ options: ScreenOptions, environment: TerminalEnvironment
    ) throws(TerminalError) -> OpenedTerminal {
        let isUnicode = cn_adopt_locale() != 0
        try requireTerminals()
        let colours = try colours(of: environment.term)
        let choice = DescriptionChoice(options, environment: environment, colours: colours)
        let depth = try open(choice, environment: environment)
        return OpenedTerminal(
            depth: depth,
            glyphs: options.glyphs
                ?? environment.glyphs(isUnicode: isUnicode) { consoleShows(GlyphSet.drawn) })
    }

    /// Whether the font of Linux's console is known to have these characters.
    private static func consoleShows(_ scalars: [Unicode.Scalar]) -> Bool {
        let values = scalars.map(\.value)
        return cn_console_shows(values, Int32(values.count)) != 0
    }

    private static func requireTerminals() throws(TerminalError) {
        guard isatty(STDIN_FILENO) != 0 else { throw .noTerminal(.input) }
        guard isatty(STDOUT_FILENO) != 0 else { throw .noTerminal(.output) }
    }

    /// How many colours the description of a terminal knows; at least it must be able to draw.
    static func colours(of term: String) throws(TerminalError) -> Int {
        guard !term.isEmpty else { throw .unnamed }
        let colours = Int(cn_probe(term))
        switch -colours {
        case Int(CN_UNKNOWN_TERMINAL.rawValue): throw .unknown(term)
        case Int(CN_CANNOT_MOVE.rawValue): throw .cannotDraw(term)
        default: return colours
        }
    }

    private static func open(
        _ choice: DescriptionChoice, environment: TerminalEnvironment
    ) throws(TerminalError) -> ColourDepth {
        if let wanted = choice.description,
            let folder = wanted.compiled(into: environment.cacheFolder)
        {
            let outcome = withTerminfo(folder) { cn_open(wanted.name) }
            if outcome == CN_OK.rawValue { return choice.depth }
        }
        guard cn_open(environment.term) == CN_OK.rawValue else {
            throw .refused(environment.term)
        }
        return choice.fallbackDepth
    }

    /// Lets ncurses look into a folder first, and nobody else after.
    private static func withTerminfo(_ folder: String, _ body: () -> Int32) -> UInt32 {
        let former = getenv("TERMINFO").map { String(cString: $0) }
        setenv("TERMINFO", folder, 1)
        defer {
            if let former { setenv("TERMINFO", former, 1) } else { unsetenv("TERMINFO") }
        }
        return UInt32(body())
    }
}

/// Which terminal description to open, and with which colours.
struct DescriptionChoice: Hashable, Sendable {
    /// The colours when the description can be used.
    let depth: ColourDepth
    /// The colours when it cannot, and the user's own must do.
    let fallbackDepth: ColourDepth
    /// The description of our own that is wanted, if the user's will not do.
    let description: PrivateDescription?

    init(_ options: ScreenOptions, environment: TerminalEnvironment, colours: Int) {
        depth = options.depth ?? environment.depth(forColours: colours)
        let indexed = TerminalEnvironment.indexedDepth(forColours: colours)
        fallbackDepth = Self.lesser(depth, indexed)
        let kind = Self.colours(for: depth, known: colours)
        description = kind.map { PrivateDescription(base: environment.term, colours: $0) }
    }

    private static func colours(
        for depth: ColourDepth, known: Int
    ) -> PrivateDescription.Colours? {
        switch depth {
        case .truecolor: .direct
        case .palette256: known == 256 ? nil : .indexed
        case .palette16: known > 256 ? .indexed : nil
        case .mono: nil
        }
    }

    /// The one of two depths with fewer colours.
    private static func lesser(_ one: ColourDepth, _ other: ColourDepth) -> ColourDepth {
        ColourDepth.allCases.last { $0 == one || $0 == other } ?? one
    }
}
