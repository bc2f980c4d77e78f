/// What is wrong with a theme; the description is one sentence for people.
public struct ThemeError: Error, Hashable, Sendable {
    /// The theme or its file, as the one who asked for it called it.
    public let theme: String
    /// What is wrong with it.
    public let problem: Problem

    /// What can be wrong with a theme.
    public enum Problem: Hashable, Sendable {
        /// The file is not TOML; the reason is the parser's.
        case syntax(line: Int, reason: String)
        /// A value has a shape that means nothing at its place.
        case badValue(key: String, expected: String)
        /// There is a key that theme files do not have at this place.
        case unknownKey(String, known: [String])
        /// A name of the palette stands for something that is no colour.
        case badColour(name: String, value: String)
        /// An entry of a small palette is out of its range.
        case badIndex(name: String, palette: Int, value: Int)
        /// There is no such role.
        case unknownRole(String)
        /// Neither the theme nor one that it inherits from says how a role looks.
        case missingRole(Role)
        /// A role names a colour that the palette does not have.
        case unknownColour(Role, name: String)
        /// A role names an attribute that does not exist.
        case unknownAttribute(Role, name: String)
        /// A role's glyph is not exactly one character of one column.
        case badGlyph(Role, value: String)
        /// There is no theme of the name to inherit from.
        case unknownParent(String, known: [String])
        /// A theme inherits from itself, by way of the themes listed.
        case cycle([String])
        /// A line of a theme of btop is no colour.
        case badBtopLine(line: Int, text: String)
        /// A colour of a theme of btop is written in a way that means nothing.
        case badBtopColour(line: Int, name: String, value: String)
        /// A theme of btop has no colour at all that this program could use.
        case noBtopColours
        /// There is no theme of this name.
        case unknownTheme(known: [String])
    }
}

extension ThemeError: CustomStringConvertible {
    /// One sentence that names the theme, the value and what would be right.
    public var description: String { "theme \(theme): \(problem)" }
}

extension ThemeError.Problem: CustomStringConvertible {
    /// The sentence without the theme's name.
    public var description: String {
        switch self {
        case .syntax(let line, let reason):
            "line \(line) is not TOML: \(reason)"
        case .badValue(let key, let expected):
            "\(key) must be \(expected)"
        case .unknownKey(let key, let known):
            "there is no key \(key) here; use \(known.joined(separator: ", "))"
        case .badColour(let name, let value):
            "the colour \(name) is \"\(value)\"; write \"#RRGGBB\" or \"default\""
        case .badIndex(let name, let palette, let value):
            "the colour \(name) has the entry \(value) of \(palette) colours; "
                + "entries go from 0 to \(palette - 1)"
        case .unknownRole(let role):
            "there is no role \(role); the shipped dark.toml lists every role"
        case .missingRole(let role):
            "the role \(role.rawValue) is missing; define it, or write inherits = \"dark\""
        case .unknownColour(let role, let name):
            "the role \(role.rawValue) uses the colour \"\(name)\", which [palette] does not define"
        case .unknownAttribute(let role, let name):
            "the role \(role.rawValue) has the attribute \"\(name)\"; "
                + "use \(Attributes.named.map(\.name).joined(separator: ", "))"
        case .badGlyph(let role, let value):
            "the glyph \"\(value)\" of the role \(role.rawValue) "
                + "must be one character of one column"
        case .unknownParent(let parent, let known):
            "it inherits from \"\(parent)\", which does not exist; "
                + "there are \(known.joined(separator: ", "))"
        case .cycle(let themes):
            "it inherits from itself, by way of \(themes.joined(separator: ", "))"
        case .badBtopLine(let line, let text):
            "line \(line) is \"\(text)\"; a theme of btop has lines like theme[main_bg]=\"#1a1b26\""
        case .badBtopColour(let line, let name, let value):
            "line \(line): \(name) is \"\(value)\"; write \"#RRGGBB\", \"#BW\" for a grey, "
                + "\"R G B\" from 0 to 255 each, or \"\""
        case .noBtopColours:
            "it has no colour in it; a theme of btop has lines like theme[main_bg]=\"#1a1b26\""
        case .unknownTheme(let known):
            "there is no such theme; there are \(known.joined(separator: ", ")), or give a file"
        }
    }
}
