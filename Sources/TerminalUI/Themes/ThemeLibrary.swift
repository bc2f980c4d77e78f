/// The themes that can be chosen by name, and the way from a file's text to a theme.
///
/// The shipped theme files are part of the program, so that it can be moved freely.
public struct ThemeLibrary: Sendable {
    /// The names of the themes: the shipped ones in their order, then the others as they came.
    public private(set) var names: [String] = []
    private var files: [String: File] = [:]

    /// What stands in a file, and how errors shall call it.
    private struct File: Hashable, Sendable {
        let text: String
        let source: String
    }

    /// The themes that come with the program.
    public static let shipped: ThemeLibrary = {
        var library = ThemeLibrary()
        for (name, bytes) in shippedFiles {
            library.add(String(decoding: bytes, as: UTF8.self), named: name)
        }
        return library
    }()

    /// Makes an empty library.
    public init() {}

    /// Adds a theme file, or replaces the one of the same name.
    ///
    /// - Parameters:
    ///   - text: what stands in the file.
    ///   - name: by which the theme shall be chosen.
    ///   - source: how errors shall call the file, best its path; left out, the name with `.toml`.
    public mutating func add(_ text: String, named name: String, source: String? = nil) {
        let file = File(text: text, source: source ?? "\(name).toml")
        if files.updateValue(file, forKey: name) == nil { names.append(name) }
    }

    /// The theme of a name.
    public func theme(named name: String) throws(ThemeError) -> Theme {
        guard let file = files[name] else {
            throw ThemeError(theme: name, problem: .unknownTheme(known: names))
        }
        return try theme(parsing: file.text, source: file.source)
    }

    /// What is to be said of a theme that can be shown though lines of its file mean nothing; one
    /// sentence, or `nil`.
    public func remark(onThemeNamed name: String) -> String? {
        guard let file = files[name],
            let read = try? ThemeFile(parsing: file.text, source: file.source),
            let first = read.leftOut.first
        else { return nil }
        let others = read.leftOut.count - 1
        let more = others == 0 ? "" : " (and \(others) more \(others == 1 ? "line" : "lines"))"
        return "\(ThemeError(theme: file.source, problem: first)); it is left out\(more)"
    }

    /// The theme that stands in a file; it may inherit from the themes of the library.
    ///
    /// - Parameters:
    ///   - text: what stands in the file.
    ///   - source: how errors shall call it, best its path.
    public func theme(parsing text: String, source: String) throws(ThemeError) -> Theme {
        let lineage = try lineage(of: ThemeFile(parsing: text, source: source))
        return try Self.joined(lineage)
    }

    /// The file and those that it inherits from, nearest first.
    private func lineage(of file: ThemeFile) throws(ThemeError) -> [ThemeFile] {
        var lineage = [file]
        while let last = lineage.last, let parent = last.parent {
            guard let file = files[parent] else {
                let problem = ThemeError.Problem.unknownParent(parent, known: names)
                throw ThemeError(theme: last.source, problem: problem)
            }
            let next = try ThemeFile(parsing: file.text, source: file.source)
            guard !lineage.contains(where: { $0.source == next.source }) else {
                let chain = (lineage + [next]).map(\.source)
                throw ThemeError(theme: lineage[0].source, problem: .cycle(chain))
            }
            lineage.append(next)
        }
        return lineage
    }

    /// Joins the files first and looks colours up after, so that a theme which only changes the
    /// palette recolours everything that it inherits.
    private static func joined(_ lineage: [ThemeFile]) throws(ThemeError) -> Theme {
        let file = lineage[0]
        var palette: [String: Colour] = ["default": .terminalDefault]
        var looks: [Role: ThemeFile.RoleLook] = [:]
        for ancestor in lineage.reversed() {
            palette.merge(ancestor.palette) { $1 }
            looks.merge(ancestor.roles) { $1 }
        }
        for role in Role.allCases where looks[role] == nil {
            throw ThemeError(theme: file.source, problem: .missingRole(role))
        }
        return try ThemeResolver(source: file.source, palette: palette, looks: looks)
            .theme(named: file.name)
    }
}

/// Looks the names of colours up, with the background role under everything.
private struct ThemeResolver {
    let source: String
    let palette: [String: Colour]
    let looks: [Role: ThemeFile.RoleLook]

    func theme(named name: String) throws(ThemeError) -> Theme {
        var entries: [Theme.Entry] = []
        let base = try style(of: .background, over: .plain)
        for role in Role.allCases {
            let glyph = looks[role]?.glyph
            entries.append(Theme.Entry(style: try style(of: role, over: base), glyph: glyph))
        }
        return Theme(name: name, entries: entries)
    }

    private func style(of role: Role, over base: Style) throws(ThemeError) -> Style {
        let look = looks[role] ?? ThemeFile.RoleLook()
        return Style(
            foreground: try colour(look.foreground, of: role) ?? base.foreground,
            background: try colour(look.background, of: role) ?? base.background,
            attributes: look.attributes, monochrome: look.monochrome)
    }

    private func colour(_ name: String?, of role: Role) throws(ThemeError) -> Colour? {
        guard let name else { return nil }
        guard let colour = palette[name] else {
            throw ThemeError(theme: source, problem: .unknownColour(role, name: name))
        }
        return colour
    }
}
