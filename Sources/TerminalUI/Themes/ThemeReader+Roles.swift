extension ThemeReader {
    /// The looks of `[roles]` by role.
    ///
    /// `state.down = …`, `"state.down" = …` and a table `[roles.state]` mean the same.
    func roles(_ table: ThemeDocument?) throws(ThemeError) -> [Role: ThemeFile.RoleLook] {
        var looks: [Role: ThemeFile.RoleLook] = [:]
        for field in flattened(table?.fields ?? [], prefix: "") {
            guard let role = Role(rawValue: field.key) else {
                throw fail(.unknownRole(field.key))
            }
            looks[role] = try look(of: role, field.value)
        }
        return looks
    }

    /// Tables that are no role themselves are groups of roles.
    private func flattened(
        _ fields: [ThemeDocument.Field], prefix: String
    ) -> [ThemeDocument.Field] {
        fields.flatMap { field -> [ThemeDocument.Field] in
            let name = prefix + field.key
            let isGroup = Role.allCases.contains { $0.rawValue.hasPrefix(name + ".") }
            if isGroup, case .table(let group) = field.value {
                return flattened(group.fields, prefix: name + ".")
            }
            return [ThemeDocument.Field(key: name, value: field.value)]
        }
    }

    private func look(
        of role: Role, _ value: ThemeValue
    ) throws(ThemeError) -> ThemeFile.RoleLook {
        switch value {
        case .text(let name):
            return ThemeFile.RoleLook(foreground: name)
        case .table(let table):
            return try look(of: role, table)
        case .number, .list, .other:
            let expected = "the name of a colour or a table"
            throw fail(.badValue(key: "the role \(role.rawValue)", expected: expected))
        }
    }

    private func look(
        of role: Role, _ table: ThemeDocument
    ) throws(ThemeError) -> ThemeFile.RoleLook {
        let known = ["foreground", "background", "attributes", "mono", "glyph"]
        for field in table.fields where !known.contains(field.key) {
            throw fail(.unknownKey("\(role.rawValue).\(field.key)", known: known))
        }
        return ThemeFile.RoleLook(
            foreground: try text("foreground", in: table),
            background: try text("background", in: table),
            attributes: try attributes(of: role, table["attributes"]),
            monochrome: try attributes(of: role, table["mono"]),
            glyph: try glyph(of: role, text("glyph", in: table)))
    }

    private func attributes(
        of role: Role, _ value: ThemeValue?
    ) throws(ThemeError) -> Attributes {
        guard let value else { return [] }
        guard case .list(let names) = value else {
            throw fail(.badValue(key: "\(role.rawValue).attributes", expected: "a list of names"))
        }
        var attributes: Attributes = []
        for name in names {
            guard let attribute = name.text.flatMap(Attributes.init(name:)) else {
                throw fail(.unknownAttribute(role, name: name.summary))
            }
            attributes.formUnion(attribute)
        }
        return attributes
    }

    private func glyph(of role: Role, _ text: String?) throws(ThemeError) -> Character? {
        guard let text else { return nil }
        let glyphs = Array(text.displayGlyphs)
        guard text.count == 1, text == text.sanitised, glyphs.count == 1, glyphs[0].columns == 1
        else {
            throw fail(.badGlyph(role, value: text))
        }
        return glyphs[0].character
    }
}
