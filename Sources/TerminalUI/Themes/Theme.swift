/// How every role looks.
///
/// Made by `ThemeLibrary` from theme files; a theme always has all roles.
public struct Theme: Hashable, Sendable {
    /// The name by which people choose it.
    public let name: String
    /// By the numbers of the roles.
    private let entries: [Entry]

    /// How one role looks: its style, and a glyph if the theme names one.
    struct Entry: Hashable, Sendable {
        var style: Style
        var glyph: Character?
    }

    /// - Parameter entries: one for every role, in their order.
    init(name: String, entries: [Entry]) {
        precondition(entries.count == Role.allCases.count, "theme \(name) lacks roles")
        self.name = name
        self.entries = entries
    }

    /// A theme in which nothing looks like anything, for asking where things stand.
    public static let plain = Theme(
        name: "plain", entries: Role.allCases.map { _ in Entry(style: Style()) })

    /// The style of a role.
    public func style(_ role: Role) -> Style {
        entries[role.number].style
    }

    /// The style of a role on the background of another one.
    public func style(_ role: Role, on base: Role) -> Style {
        var style = style(role)
        style.background = self.style(base).background
        return style
    }

    /// The glyph of a role: the theme's own, else the standard one; a space if it has none.
    ///
    /// A glyph that only the theme knows gives way to the standard one where only ASCII is shown.
    public func glyph(_ role: Role, in glyphs: GlyphSet = .unicode) -> Character {
        let standard = role.standardGlyph?.form(in: glyphs) ?? " "
        guard let own = entries[role.number].glyph, glyphs == .unicode || own.isASCII else {
            return standard
        }
        return own
    }

    /// The theme with every style changed.
    func restyled(_ change: (Style) -> Style) -> Theme {
        let changed = entries.map { Entry(style: change($0.style), glyph: $0.glyph) }
        return Theme(name: name, entries: changed)
    }
}

extension Theme: CustomStringConvertible {
    /// The name of the theme.
    public var description: String { name }
}
