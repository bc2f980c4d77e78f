extension ThemeReader {
    /// The colours of `[palette]` by name.
    func palette(_ table: ThemeDocument?) throws(ThemeError) -> [String: Colour] {
        var colours: [String: Colour] = [:]
        for field in table?.fields ?? [] {
            colours[field.key] = try colour(named: field.key, field.value)
        }
        return colours
    }

    private func colour(named name: String, _ value: ThemeValue) throws(ThemeError) -> Colour {
        guard case .table(let table) = value else {
            return Colour(rgb: try rgb(named: name, value))
        }
        let known = ["rgb", "256", "16"]
        for field in table.fields where !known.contains(field.key) {
            throw fail(.unknownKey("\(name).\(field.key)", known: known))
        }
        guard let rgb = table["rgb"] else {
            throw fail(.badValue(key: "the colour \(name)", expected: "a table with rgb"))
        }
        return Colour(
            rgb: try self.rgb(named: name, rgb),
            palette256: try index(named: name, table["256"], palette: 256),
            palette16: try index(named: name, table["16"], palette: 16))
    }

    private func rgb(named name: String, _ value: ThemeValue) throws(ThemeError) -> RGB? {
        if value.text == "default" { return nil }
        guard let rgb = value.text.flatMap(RGB.init) else {
            throw fail(.badColour(name: name, value: value.summary))
        }
        return rgb
    }

    private func index(
        named name: String, _ value: ThemeValue?, palette: Int
    ) throws(ThemeError) -> UInt8? {
        guard let value else { return nil }
        guard case .number(let number) = value else {
            throw fail(.badValue(key: "\(name).\(palette)", expected: "a whole number"))
        }
        guard (0..<palette).contains(number) else {
            throw fail(.badIndex(name: name, palette: palette, value: number))
        }
        return UInt8(number)
    }
}
