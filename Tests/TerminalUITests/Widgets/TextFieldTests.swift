import Testing

@testable import TerminalUI

/// Editing a line of text and a form of several.
@Suite struct TextFieldTests {
    private func typing(_ keys: [Key], into text: String = "") -> TextField {
        keys.reduce(into: TextField(text)) { field, key in _ = field.handle(key) }
    }

    @Test func `keys write, move and remove`() {
        #expect(
            typing([.character("b"), .home, .character("a"), .end, .character("c")]).text == "abc")
        #expect(typing([.left, .backspace], into: "abc").text == "ac")
        #expect(typing([.home, .delete], into: "abc").text == "bc")
        #expect(typing([.control("w")], into: "one two  ").text == "one ")
        #expect(typing([.left, .control("u")], into: "abc").text == "c")
        #expect(typing([.home, .right, .control("k")], into: "abc").text == "a")
    }

    @Test func `nothing happens at the ends`() {
        #expect(typing([.home, .backspace, .left], into: "ab").text == "ab")
        #expect(typing([.delete, .right], into: "ab").text == "ab")
        #expect(typing([.backspace, .delete, .control("w"), .control("u")]).isEmpty)
    }

    @Test func `wide glyphs are removed as a whole`() {
        #expect(typing([.left, .backspace], into: "日本").text == "本")
    }

    @Test func `other keys are left to the program`() {
        var field = TextField("a")
        let answers = [Key.enter, .up, .escape].map { field.handle($0) }
        #expect(answers == [false, false, false])
    }

    @Test func `pasted text is made safe and cut at the limit`() {
        var field = TextField(limit: 5)
        field.insert("a\n\u{1B}b\u{202E}cdefgh")
        #expect(field.text == "a \u{FFFD}bc")
    }

    @Test func `the cursor stays in view however long the text`() throws {
        let theme = try ThemeLibrary.shipped.theme(named: "dark")
        var screen = CellBuffer(size: Size(columns: 4, rows: 1))
        screen.draw(TextField("abcdefgh"), in: screen.bounds, focus: .focused, theme: theme)
        #expect(screen.text() == "fgh")
        #expect(screen[3, 0].style == theme.style(.inputCursor))
    }

    @Test func `Enter goes through a form and submits it at the end`() {
        var form = Form([.init(label: "key"), .init(label: "value")])
        let keys: [Key] = [.character("a"), .enter, .character("b"), .enter, .tab, .escape]
        let outcomes = keys.map { form.handle($0) }
        #expect(outcomes == [.edited, .edited, .edited, .submitted, .edited, .cancelled])
        #expect(form.values == ["a", "b"])
        #expect(form.current == 0)
    }
}
