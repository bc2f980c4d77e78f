import TerminalUI
import Testing

@testable import CursesTerminal

/// From the bytes that a terminal sends to events.
@Suite struct InputDecoderTests {
    @Test(arguments: [
        ("u", Key.character("u")), (" ", .character(" ")), ("é", .character("é")),
        ("日", .character("日")), ("🦠", .character("🦠")), ("\t", .tab), ("\r", .enter),
        ("\n", .enter), ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{1}", .control("a")),
        ("\u{1B}", .escape), ("\u{1B}x", .alt("x")), ("\u{1B}é", .alt("é")),
    ])
    func `characters are keys`(text: String, key: Key) {
        #expect(TypedInput.events(text) == [.key(key)])
    }

    @Test(arguments: [
        ("\u{1B}OA", Key.up), ("\u{1B}OP", .function(1)), ("\u{1B}[15~", .function(5)),
        ("\u{1B}[1;5A", .up), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab),
    ])
    func `keys are known by the terminal's description, in one piece or many`(
        text: String, key: Key
    ) {
        #expect(TypedInput.events(text) == [.key(key)])
        var input = TypedInput()
        var events: [TerminalEvent] = []
        for byte in text.utf8 {
            events += input.type([byte])
            events += input.wait(InputLimits.pause / 2)
        }
        #expect(events == [.key(key)])
    }

    @Test func `the table of a terminal comes first, whatever it says`() {
        let odd = [
            ("\u{1B}[M", "KEY_F(1)"), ("\u{1}@\r", "KEY_F(2)"), ("\u{1}@a\r", "KEY_F(13)"),
            ("\u{1B}[[A", "KEY_F(3)"), ("\u{1B}p", "KEY_HOME"), ("\u{1B}pq", "KEY_END"),
        ]
        func events(_ text: String) -> [TerminalEvent] {
            var input = TypedInput(keys: TypedInput.table(odd))
            return input.type(text) + input.wait(.seconds(5))
        }
        #expect(events("\u{1B}[Mk") == [.key(.function(1)), .key(.character("k"))])
        #expect(events("\u{1}@\r") == [.key(.function(2))])
        #expect(events("\u{1}@a\r").isEmpty)
        #expect(events("\u{1}b") == [.key(.control("a")), .key(.character("b"))])
        #expect(events("\u{1B}[[A") == [.key(.function(3))])
        #expect(events("\u{1B}[[B").isEmpty)
        #expect(events("\u{1B}p") == [.key(.home)])
        #expect(events("\u{1B}pq") == [.key(.end)])
    }

    @Test func `an escape character before another one is the key`() {
        #expect(TypedInput.events("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
        #expect(TypedInput.events("\u{1B}\u{1B}OA") == [.key(.escape), .key(.up)])
    }

    @Test func `an escape character is the key once nothing has followed it for a moment`() {
        var input = TypedInput()
        #expect(input.type("\u{1B}").isEmpty)
        #expect(input.wait(InputLimits.pause - .milliseconds(1)).isEmpty)
        #expect(input.wait(.milliseconds(1)) == [.key(.escape)])
        #expect(input.type("x") == [.key(.character("x"))])
    }

    @Test(arguments: ["[", "]", "O", "P", "_", "^", "X"])
    func `alt with a character that introduces something is a key when nothing follows`(
        character: Character
    ) {
        var input = TypedInput()
        let typed = input.type("\u{1B}\(character)") + input.wait(InputLimits.silence)
        #expect(typed == [.key(.alt(character))])
        #expect(input.type("k") == [.key(.character("k"))])
    }

    @Test func `a single byte that is no character is dropped, and nothing behind it`() {
        #expect(TypedInput.events([0xE9, 0x71]) == [.key(.character("q"))])
        #expect(TypedInput.events([0xFF, 0xC0, 0xAF, 0x71]) == [.key(.character("q"))])
        #expect(TypedInput.events([0xED, 0xA0, 0x80, 0xE0, 0x80, 0x80]).isEmpty)
        #expect(TypedInput.events([0xF4, 0xBF, 0xBF, 0xBF, 0x71]) == [.key(.character("q"))])
    }

    @Test func `where a character is a byte, the locale says which one`() {
        var table = (0...255).map { Unicode.Scalar(UInt8($0)) as Unicode.Scalar? }
        table[0xC1] = "а"
        table[0xFF] = nil
        var input = TypedInput(characters: .bytes(table))
        #expect(input.type([0xC1, 0xFF, 0xE9]) == [.key(.character("а")), .key(.character("é"))])
    }

    @Test
    func `a control of eight bits stands for itself where the locale has no character for it`() {
        let ascii = (0...255).map { $0 < 0x80 ? Unicode.Scalar($0) : nil as Unicode.Scalar? }
        for bytes in ["?1;2c", "11;rgb:kk", "]kk", "kk", "kk", "kk"].enumerated().map({
            [[0x9B, 0x9D, 0x90, 0x98, 0x9E, 0x9F][$0] as UInt8] + Array($1.utf8)
                + ($0 == 0 ? [] : [0x9C])
        }) {
            var input = TypedInput(characters: .bytes(ascii))
            #expect(input.type(bytes + [0xE9]).isEmpty)
            #expect(input.type("k") == [.key(.character("k"))])
        }
        var table = ascii
        table[0x9B] = "ы"
        var input = TypedInput(characters: .bytes(table))
        #expect(input.type([0x9B]) == [.key(.character("ы"))])
    }
}

/// What a terminal says of itself, and what nobody knows.
@Suite struct SwallowedInputTests {
    /// Whole sequences, none of which is a key.
    private static let sequences = [
        "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{07}", "\u{1B}]11;rgb:kkkk/qqqq/uuuu\u{1B}\\",
        "\u{1B}P>|XTerm(370)\u{1B}\\", "\u{1B}P1$r0;1q\u{1B}\\", "\u{1B}P>|bell\u{07}kq\u{1B}\\",
        "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^quk\u{1B}\\", "\u{1B}Xquk\u{1B}\\",
        "\u{1B}]52;c;✓ 日本\u{1B}\\", "\u{1B}[?1;2c", "\u{1B}[>41;370;0c", "\u{1B}[24;80R",
        "\u{1B}[?2026;2$y", "\u{1B}[1;9A", "\u{1B}[999;3z", "\u{1B}[I", "\u{1B}[O", "\u{1B}OX",
        "\u{1B}O2P", "\u{1B}[[A", "\u{1B}[Mkkq", "\u{1B}[M#!\u{FF}", "\u{1B}[1;2P",
        "\u{1B}[3\u{18}",
        "\u{1B}]2;title\u{1A}", "\u{1B}[38;5;u", "\u{1B}[107;1:3u", "\u{1B}[107;9u",
        "\u{1B}[57441;2u", "\u{1B}[27;9;107~", "\u{9B}24;80R", "\u{9D}11;k\u{9C}",
        "\u{90}k\u{1B}\\",
    ]

    @Test(arguments: sequences)
    func `nothing of it is a key, whole or in two pieces, and the next key is one`(text: String) {
        let bytes = Array(text.utf8)
        for cut in 2...bytes.count {
            var input = TypedInput()
            var events = input.type(Array(bytes[..<cut]))
            events += input.wait(InputLimits.silence - .milliseconds(1))
            events += input.type(Array(bytes[cut...])) + input.wait(InputLimits.silence)
            events.removeAll { if case .mouse = $0 { true } else { false } }
            #expect(events.isEmpty, "cut at \(cut)")
            #expect(input.type("k") == [.key(.character("k"))], "cut at \(cut)")
        }
    }

    private static let late = [
        "]11;rgb:kkkk/qqqq/uuuu\u{07}", "P>|XTerm(370)\u{1B}\\", "_Gi=31;OK\u{1B}\\", "[24;80R",
        "[?1;2c", "[>41;370;0c", "[Mkkq", "[I", "OX", "]lTITLE\u{1B}\\", "_kq\u{1B}\\",
        "^kq\u{1B}\\", "Xkq\u{1B}\\", "Pkq\u{1B}\\", "[[A", "[M \u{84}k",
    ]

    @Test(arguments: late)
    func `what comes long after its escape character is no key either, in one piece or in two`(
        rest: String
    ) {
        let bytes = Array(rest.utf8)
        for cut in 1...bytes.count {
            var input = TypedInput()
            var events = input.type("\u{1B}") + input.wait(InputLimits.silence - .milliseconds(1))
            events += input.type(Array(bytes[..<cut]))
            events += input.wait(InputLimits.latePause - .milliseconds(1))
            events += input.type(Array(bytes[cut...])) + input.wait(InputLimits.silence)
            events.removeAll { if case .mouse = $0 { true } else { false } }
            #expect(events == [.key(.escape)], "cut at \(cut)")
            #expect(input.type("k") == [.key(.character("k"))], "cut at \(cut)")
        }
    }

    @Test(arguments: late)
    func `nor is it byte by byte`(rest: String) {
        var input = TypedInput()
        var events: [TerminalEvent] = []
        for byte in Array("\u{1B}\(rest)".utf8) {
            events += input.type([byte]) + input.wait(InputLimits.latePause - .milliseconds(1))
        }
        events.removeAll { if case .mouse = $0 { true } else { false } }
        #expect(events == [.key(.escape)])
        #expect(input.type("k") == [.key(.character("k"))])
    }

    @Test(arguments: ["]11;kq", "P>|kq", "_kq"])
    func `a string without an end is no key if it comes faster than anybody types`(rest: String) {
        var input = TypedInput()
        var events = input.type("\u{1B}") + input.wait(InputLimits.silence / 2)
        events += input.type(rest) + input.wait(InputLimits.silence)
        #expect(events == [.key(.escape)])
        #expect(input.type("k") == [.key(.character("k"))])
    }

    @Test(arguments: ["[", "]", "]]", "]]]]]", "[[", "[[[", "Px", "[?", "O", "^"])
    func `what somebody types after the escape key is typed, if a moment later`(text: String) {
        for isSlow in [false, true] {
            var input = TypedInput()
            var events = input.type("\u{1B}") + input.wait(InputLimits.silence / 2)
            for piece in isSlow ? text.map({ String($0) }) : [text] {
                events += input.type(piece) + input.wait(.milliseconds(150))
            }
            events += input.wait(InputLimits.latePause)
            #expect(events == [.key(.escape)] + text.map { .key(.character($0)) })
        }
    }

    @Test func `a key that begins no sequence acts at once after the escape key`() {
        var input = TypedInput()
        _ = input.type("\u{1B}") + input.wait(InputLimits.pause)
        #expect(input.type("u") == [.key(.character("u"))])
        #expect(input.type("]") == [.key(.character("]"))])
    }

    @Test func `a key of the table may come long after its escape character`() {
        for text in ["[15~", "[3~", "OA", "[1;5A"] {
            var input = TypedInput()
            var events = input.type("\u{1B}") + input.wait(InputLimits.silence / 2)
            for byte in text.utf8 { events += input.type([byte]) + input.wait(.milliseconds(300)) }
            #expect(events.count == 2 && events.first == .key(.escape))
            #expect(events == [.key(.escape)] + TypedInput.events("\u{1B}\(text)"))
        }
    }

    @Test func `what was typed comes before what breaks it off`() {
        let up: [TerminalEvent] = [.key(.up)]
        for typed in ["]", "[", "P", "]]", "X"] {
            var input = TypedInput()
            var events = input.type("\u{1B}") + input.wait(InputLimits.silence / 2)
            events += input.type(typed) + input.wait(.milliseconds(200))
            events += input.type("\u{1B}OA")
            #expect(events == [.key(.escape)] + typed.map { .key(.character($0)) } + up)
        }
    }

    @Test func `eight-bit controls may come as one byte`() {
        #expect(TypedInput.events([0x9B, 0x35, 0x6E, 0x6B]) == [.key(.character("k"))])
        #expect(TypedInput.events([0x9D, 0x31, 0x6B, 0x9C, 0x6B]) == [.key(.character("k"))])
    }

    @Test(arguments: ["\u{1B}]11;kq", "\u{1B}P>|kq", "\u{1B}_kq", "\u{1B}[12", "\u{1B}[M!"])
    func `what does not end ends after a silence, and is no key`(text: String) {
        var input = TypedInput()
        #expect(input.type(text).isEmpty)
        #expect(input.wait(InputLimits.silence).isEmpty)
        #expect(input.type("q") == [.key(.character("q"))])
    }

    @Test func `somebody who types on gets through after some seconds`() {
        var input = TypedInput()
        var events = input.type("\u{1B}]11;")
        var keys = 0
        while events.isEmpty, keys < 1_000 {
            events += input.wait(.milliseconds(150)) + input.type("k")
            keys += 1
        }
        #expect(events == [.key(.character("k"))])
        #expect(Duration.milliseconds(150) * keys < InputLimits.duration + .seconds(1))
    }

    @Test func `a long string waits for its end or a silence, however large it is and slow`() {
        var input = TypedInput()
        var events = input.type("\u{1B}]52;c;")
        for _ in 0..<30 {
            events += input.type(Array(repeating: 0x6B, count: 8_192))
            events += input.wait(InputLimits.silence - .milliseconds(1))
        }
        events += input.type("kq\u{07}")
        #expect(events.isEmpty)
        #expect(input.type("k") == [.key(.character("k"))])
        events = input.type("\u{1B}P" + String(repeating: "kq", count: 50_000))
        #expect(input.wait(InputLimits.silence).isEmpty && events.isEmpty)
        #expect(input.type("k") == [.key(.character("k"))])
    }

    @Test func `a control sequence is as long as it likes, and then means nothing`() {
        let long = String(repeating: "0;", count: 1_000)
        #expect(TypedInput.events("\u{1B}[\(long)200~k") == [.key(.character("k"))])
    }

    @Test func `another sequence may begin within one that has not ended`() {
        #expect(TypedInput.events("\u{1B}[12\u{1B}OA") == [.key(.up)])
        #expect(TypedInput.events("\u{1B}]11;k\u{1B}OA") == [.key(.up)])
        #expect(TypedInput.events("\u{1B}]11;k\u{1B}]10;k\u{07}u") == [.key(.character("u"))])
    }
}

/// Keys that a terminal tells by number.
@Suite struct NumberedKeyTests {
    @Test(arguments: [
        ("107u", Key.character("k")), ("107;1u", .character("k")), ("107;2u", .character("K")),
        ("107:75;2u", .character("K")), ("49:33;2u", .character("!")), ("33;2u", .character("!")),
        ("99;5u", .control("c")), ("120;3u", .alt("x")), ("120;4u", .alt("X")), ("27u", .escape),
        ("13u", .enter), ("13;2u", .enter), ("9u", .tab), ("9;2u", .backTab), ("127u", .backspace),
        ("32u", .character(" ")), ("107;1:1u", .character("k")), ("107;1:2u", .character("k")),
        ("107;65u", .character("K")), ("107;66u", .character("k")), ("107;129u", .character("k")),
        ("107;193u", .character("K")), ("75;1u", .character("K")), ("49;65u", .character("1")),
        ("99;69u", .control("c")), ("105;5u", .tab), ("91;5u", .escape), ("233u", .character("é")),
        ("57399u", .character("0")),
        ("57414u", .enter), ("57419u", .up), ("27;2;75~", .character("K")),
        ("27;5;99~", .control("c")), ("107;;107u", .character("k")),
    ])
    func `a number is the key that it stands for`(sequence: String, key: Key) {
        #expect(TypedInput.events("\u{1B}[\(sequence)") == [.key(key)])
    }

    @Test(arguments: [
        "u", ";u", "107;1:3u", "107;9u", "107;33u", "107;7u", "49;5u", "57441u", "1114112u",
        "55296u", "1u", "3;1u", "?1u", "27;2;75;1~", "28;2;75~", "99999999999u",
    ])
    func `what is held beyond that, a key that goes up, and no character are no key`(
        sequence: String
    ) {
        #expect(TypedInput.events("\u{1B}[\(sequence)").isEmpty)
    }
}

/// Text from the clipboard.
@Suite struct PastedTextTests {
    @Test(arguments: ["two\rlines", "", "a\u{1B}[31mb", "\u{1B}", "[201~", "\u{18}é", "\u{1B}[20"])
    func `it comes as one event`(text: String) {
        let events = TypedInput.events("\u{1B}[200~\(text)\u{1B}[201~k")
        #expect(events == [.paste(text), .key(.character("k"))])
    }

    @Test func `a short pause in its middle does not end it`() {
        var input = TypedInput()
        var events = input.type("\u{1B}[200~ab\u{1B}")
        events += input.wait(InputLimits.silence - .milliseconds(1))
        events += input.type("[201~")
        #expect(events == [.paste("ab")])
    }

    @Test func `it ends by itself when nothing more comes`() {
        var input = TypedInput()
        #expect(input.type("\u{1B}[200~ab\u{1B}[20").isEmpty)
        #expect(input.wait(InputLimits.silence) == [.paste("ab\u{1B}[20")])
        #expect(input.type("k") == [.key(.character("k"))])
    }

    @Test func `however long it takes and large it is, only a long silence ends it`() {
        var input = TypedInput()
        var events = input.type("\u{1B}[200~")
        for _ in 0..<20 {
            events += input.type("q") + input.wait(InputLimits.silence - .milliseconds(1))
        }
        let large = Array(repeating: UInt8(ascii: "k"), count: InputLimits.pasteBytes)
        events += input.type(large) + input.wait(InputLimits.pause) + input.type("x")
        #expect(events == [])
        events += input.type("\u{1B}[201~") + input.type("k")
        guard events.count == 2, case .paste(let text) = events[0] else {
            Issue.record("\(events.count) events")
            return
        }
        #expect(text.hasPrefix(String(repeating: "q", count: 20) + "k"))
        #expect(events[1] == .key(.character("k")))
    }

    @Test func `what goes beyond the largest text is left out, and is no key`() {
        let long = Array(repeating: UInt8(0x6B), count: InputLimits.pasteBytes + 1_000)
        let events = TypedInput.events(
            Array("\u{1B}[200~".utf8) + long + Array("\u{1B}[201~k".utf8))
        guard events.count == 2, case .paste(let text) = events[0] else {
            Issue.record("\(events.count) events")
            return
        }
        #expect(text.count == InputLimits.pasteBytes)
        #expect(events[1] == .key(.character("k")))
    }
}

/// The names that ncurses has for keys.
@Suite struct KeyNameTests {
    @Test(arguments: [
        ("KEY_UP", Key.up), ("kUP5", .up), ("KEY_SF", .down), ("kRIT3", .right),
        ("KEY_F(1)", .function(1)), ("KEY_F(12)", .function(12)), ("KEY_DC", .delete),
        ("KEY_BTAB", .backTab), ("KEY_NPAGE", .pageDown), ("kHOM6", .home),
    ])
    func `keys are known by their names`(name: String, key: Key) {
        #expect(Key(cursesName: name) == key)
    }

    @Test(arguments: ["KEY_RESIZE", "KEY_F(13)", "KEY_F(63)", "", "kXYZ", "KEY_F("])
    func `other names mean nothing`(name: String) {
        #expect(Key(cursesName: name) == nil)
    }
}
