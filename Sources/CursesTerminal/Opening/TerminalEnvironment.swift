import TerminalUI

/// What the environment says about the terminal.
struct TerminalEnvironment: Hashable, Sendable {
    /// The kind of terminal, empty if nobody said.
    let term: String
    /// Whether the terminal, or the multiplexer between, takes any colour.
    let takesAnyColour: Bool
    /// Whether the user wants no colour at all.
    let wantsNoColour: Bool
    /// Where files are kept that can be made again.
    let cacheFolder: String?

    /// Reads the variables of a process.
    init(_ variables: [String: String]) {
        func value(_ name: String) -> String { variables[name] ?? "" }
        term = value("TERM")
        let isMultiplexed = !value("TMUX").isEmpty && term.hasPrefixAmong(["tmux", "screen"])
        let isDirect = term.hasSuffix("-direct")
        takesAnyColour =
            ["truecolor", "24bit"].contains(value("COLORTERM")) || isMultiplexed || isDirect
        wantsNoColour = !value("NO_COLOR").isEmpty
        cacheFolder = Self.cacheFolder(cache: value("XDG_CACHE_HOME"), home: value("HOME"))
    }

    /// A relative path does not count, by the rule of the XDG base directories.
    private static func cacheFolder(cache: String, home: String) -> String? {
        if cache.hasPrefix("/") { return cache + "/outbreak" }
        return home.hasPrefix("/") ? home + "/.cache/outbreak" : nil
    }

    /// The depth to use on a terminal whose description knows so many colours.
    func depth(forColours colours: Int) -> ColourDepth {
        if wantsNoColour { return .mono }
        return takesAnyColour ? .truecolor : Self.indexedDepth(forColours: colours)
    }

    /// The glyphs to use in a locale that can write every character or not.
    ///
    /// Linux's console writes them too, and shows a few hundred of them: its usual fonts have no braille
    /// and hardly a mark.
    ///
    /// - Parameter consoleShows: whether the console's font is known to have all that is drawn.
    func glyphs(isUnicode: Bool, consoleShows: () -> Bool) -> GlyphSet {
        let isConsole = term == "linux" || term.hasPrefix("linux-")
        return isUnicode && (!isConsole || consoleShows()) ? .unicode : .ascii
    }

    /// The depth that the description of a terminal allows by itself.
    static func indexedDepth(forColours colours: Int) -> ColourDepth {
        switch colours {
        case 256...: .palette256
        case 8...: .palette16
        default: .mono
        }
    }
}

extension String {
    fileprivate func hasPrefixAmong(_ prefixes: [String]) -> Bool {
        prefixes.contains { hasPrefix($0) }
    }
}
