import Testing

@testable import TerminalUI

/// Text as a terminal lays it out.
@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ｱ", 1), ("Ａ", 2), ("한글", 4),
        ("○●◼✕▲◆│─╭", 9), ("⠒⠢⡀", 3), ("\u{200B}", 0), ("🦠", 2), ("", 0),
    ])
    func `columns are those of terminals`(text: String, columns: Int) {
        #expect(text.displayColumns == columns)
    }

    @Test(arguments: [
        ("plain", "plain"), ("a\tb\nc", "a b c"), ("\u{1B}[2J", "\u{FFFD}[2J"),
        ("\u{202E}abc\u{202C}", "abc"), ("a\u{200D}b\u{FEFF}", "ab"), ("\u{9B}x", "\u{FFFD}x"),
        ("\u{301}", ""),
    ])
    func `text from outside can neither move the cursor nor reorder a row`(
        text: String, shown: String
    ) {
        #expect(text.sanitised == shown)
    }

    @Test func `a glyph carries at most two marks`() {
        let text = "a" + String(repeating: "\u{301}", count: 50)
        #expect(text.sanitised.unicodeScalars.count == 3)
    }

    @Test(arguments: [
        ("epidemic", 8, "epidemic"), ("epidemic", 5, "epid…"), ("日本語", 4, "日…"),
        ("epidemic", 1, "…"), ("epidemic", 0, ""),
    ])
    func `what does not fit ends in an ellipsis`(text: String, columns: Int, shown: String) {
        #expect(text.truncated(toColumns: columns) == shown)
    }

    @Test(arguments: [
        (Alignment.left, "ab   "), (.right, "   ab"), (.centre, " ab  "),
    ])
    func `fitted text takes exactly its room`(alignment: Alignment, shown: String) {
        #expect("ab".fitted(toColumns: 5, alignment: alignment) == shown)
    }

    @Test func `lines break between words, and within one only when it is too long`() {
        #expect("one two three".wrapped(toColumns: 7) == ["one two", "three"])
        #expect("abcdefgh ij".wrapped(toColumns: 3) == ["abc", "def", "gh", "ij"])
        #expect("a\n\nb".wrapped(toColumns: 3) == ["a", "", "b"])
    }

    @Test func `a styled line is cut across its stretches`() {
        var line = StyledText("abc", style: .plain)
        line.append("def", style: Style(attributes: .bold))
        #expect(line.truncated(toColumns: 6).text == "abcdef")
        #expect(line.truncated(toColumns: 5).text == "abcd…")
        #expect(line.truncated(toColumns: 3).text == "ab…")
    }

    @Test func `every glyph is one column wide in both forms`() {
        for glyph in Glyph.allCases {
            #expect(String(glyph.unicode).displayColumns == 1, "\(glyph)")
            #expect(glyph.ascii.isASCII && glyph.rawValue.count == 2, "\(glyph)")
        }
    }

    @Test func `braille and unknown characters have a stand-in`() {
        #expect(GlyphSet.ascii(for: "⠉") == "'")
        #expect(GlyphSet.ascii(for: "⣀") == ".")
        #expect(GlyphSet.ascii(for: "⣿") == ":")
        #expect(GlyphSet.ascii(for: "ß") == "?")
    }
}
