/// What one theme file says, before it is joined with what it inherits.
struct ThemeFile: Hashable, Sendable {
    /// How the one who asked for the file called it; errors name it so.
    let source: String
    let name: String
    let parent: String?
    /// What is wrong with lines that could be left out.
    let leftOut: [ThemeError.Problem]
    let palette: [String: Colour]
    let roles: [Role: RoleLook]

    /// How a role looks, in names of the palette; `nil` leaves it to the background role.
    struct RoleLook: Hashable, Sendable {
        var foreground: String?
        var background: String?
        var attributes: Attributes = []
        var monochrome: Attributes = []
        var glyph: Character?
    }

    /// Reads a file, in the format that its name tells; TOML if it tells none.
    ///
    /// - Parameters:
    ///   - text: what stands in it.
    ///   - source: how errors shall call it, best its path.
    init(parsing text: String, source: String) throws(ThemeError) {
        switch ThemeFormat(file: source) {
        case .btop: self = try BtopTheme(parsing: text, source: source).file
        case .toml, nil: try self.init(toml: text, source: source)
        }
    }

    init(
        source: String, name: String, parent: String?, leftOut: [ThemeError.Problem],
        palette: [String: Colour], roles: [Role: RoleLook]
    ) {
        self.source = source
        self.name = name
        self.parent = parent
        self.leftOut = leftOut
        self.palette = palette
        self.roles = roles
    }

    private init(toml text: String, source: String) throws(ThemeError) {
        self.source = source
        let document = try ThemeDocument(parsing: text, theme: source)
        let known = ["name", "inherits", "palette", "roles"]
        for field in document.fields where !known.contains(field.key) {
            throw ThemeError(theme: source, problem: .unknownKey(field.key, known: known))
        }
        let reader = ThemeReader(theme: source)
        name = try reader.text("name", in: document) ?? source
        parent = try reader.text("inherits", in: document)
        leftOut = []
        palette = try reader.palette(reader.table("palette", in: document))
        roles = try reader.roles(reader.table("roles", in: document))
    }
}

/// Turns the values of a theme file into what they mean, and blames the file for those that mean
/// nothing.
struct ThemeReader {
    let theme: String

    func fail(_ problem: ThemeError.Problem) -> ThemeError {
        ThemeError(theme: theme, problem: problem)
    }

    func text(_ key: String, in document: ThemeDocument) throws(ThemeError) -> String? {
        guard let value = document[key] else { return nil }
        guard let text = value.text else {
            throw fail(.badValue(key: key, expected: "a name in quotes"))
        }
        return text
    }

    func table(_ key: String, in document: ThemeDocument) throws(ThemeError) -> ThemeDocument? {
        guard let value = document[key] else { return nil }
        guard case .table(let table) = value else {
            throw fail(.badValue(key: key, expected: "a table"))
        }
        return table
    }
}
