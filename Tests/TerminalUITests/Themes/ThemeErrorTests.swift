import Testing

@testable import TerminalUI

/// Theme files that are wrong, and the sentence that each one gets.
@Suite struct ThemeErrorTests {
    private func problem(_ text: String) throws -> ThemeError.Problem {
        try #require(throws: ThemeError.self) {
            try ThemeLibrary.shipped.theme(parsing: text, source: "my.toml")
        }.problem
    }

    private func child(_ text: String) -> String { "inherits = \"dark\"\n" + text }

    @Test func `a missing role is named`() throws {
        let found = try problem("[palette]\nink = \"#000000\"\n[roles]\nstate.down = \"ink\"")
        #expect(found == .missingRole(.susceptible))
    }

    @Test(arguments: ["#12345", "#GG0000", "red", "#+12345", "#1234567", ""])
    func `a bad colour is named with its value`(value: String) throws {
        let found = try problem(child("[palette]\nink = \"\(value)\""))
        #expect(found == .badColour(name: "ink", value: value))
        #expect("\(found)".contains("ink") && "\(found)".contains("\"\(value)\""))
    }

    @Test func `a role that nobody knows is named`() throws {
        #expect(
            try problem(child("[roles]\nstate.asleep = \"sky\"")) == .unknownRole("state.asleep"))
        #expect(try problem(child("[roles]\nsleep = \"sky\"")) == .unknownRole("sleep"))
    }

    @Test func `a colour that the palette lacks is named with its role`() throws {
        let found = try problem(child("[roles]\nstate.down = \"blod\""))
        #expect(found == .unknownColour(.down, name: "blod"))
    }

    @Test func `an attribute that nobody knows is named with its role`() throws {
        let found = try problem(child("[roles]\nstate.down = { attributes = [\"blink\"] }"))
        #expect(found == .unknownAttribute(.down, name: "blink"))
    }

    @Test(arguments: ["", "ab", "日", "\\t"])
    func `a glyph must be one character of one column`(glyph: String) throws {
        let found = try problem(child("[roles]\nstate.down = { glyph = \"\(glyph)\" }"))
        guard case .badGlyph(.down, _) = found else {
            Issue.record("found \(found)")
            return
        }
    }

    @Test func `a parent that does not exist is named`() throws {
        let found = try problem("inherits = \"dusk\"")
        #expect(found == .unknownParent("dusk", known: ThemeLibrary.shipped.names))
    }

    @Test func `a theme that inherits from itself is found out`() throws {
        var library = ThemeLibrary.shipped
        library.add("inherits = \"b\"", named: "a")
        library.add("inherits = \"a\"", named: "b")
        let error = #expect(throws: ThemeError.self) { try library.theme(named: "a") }
        #expect(error?.problem == .cycle(["a.toml", "b.toml", "a.toml"]))
    }

    @Test func `what is not TOML is named with its line`() throws {
        let found = try problem("name = \"x\"\n[palette\n")
        guard case .syntax(let line, _) = found else {
            Issue.record("found \(found)")
            return
        }
        #expect(line == 2)
    }

    @Test func `an entry outside its palette is named`() throws {
        let found = try problem(child("[palette]\nink = { rgb = \"#000000\", 16 = 16 }"))
        #expect(found == .badIndex(name: "ink", palette: 16, value: 16))
    }

    @Test(arguments: ["colours = 1", "[palette]\nink = { rgb = \"#000000\", 8 = 1 }"])
    func `a key that has no meaning is named`(text: String) throws {
        guard case .unknownKey = try problem(child(text)) else {
            Issue.record("no error about a key")
            return
        }
    }

    @Test(arguments: ["name = 1", "palette = 1", "[roles]\nstate.down = 5", "roles = []"])
    func `a value of the wrong shape is refused`(text: String) throws {
        guard case .badValue = try problem(text) else {
            Issue.record("no error about a shape")
            return
        }
    }

    @Test func `a theme that nobody knows is refused with those that there are`() {
        let error = #expect(throws: ThemeError.self) {
            try ThemeLibrary.shipped.theme(named: "dusk")
        }
        let names = ThemeLibrary.shipped.names.joined(separator: ", ")
        #expect(
            error?.description
                == "theme dusk: there is no such theme; there are \(names), or give a file")
    }
}
