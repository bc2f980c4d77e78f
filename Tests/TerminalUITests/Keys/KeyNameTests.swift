import Testing

@testable import TerminalUI

/// Names of keys in scripts and configuration files.
@Suite struct KeyNameTests {
    @Test(arguments: [
        ("u", Key.character("u")), ("R", .character("R")), ("space", .character(" ")),
        ("enter", .enter), ("esc", .escape), ("tab", .tab), ("backtab", .backTab), ("up", .up),
        ("ctrl-c", .control("c")), ("ctrl-\\", .control("\\")), ("ctrl-[", .control("[")),
        ("alt-x", .alt("x")), ("f1", .function(1)),
        ("f12", .function(12)), ("<", .character("<")), (">", .character(">")),
        (".", .character(".")), ("?", .character("?")), ("+", .character("+")),
        ("-", .character("-")), ("pageup", .pageUp), ("delete", .delete), ("é", .character("é")),
    ])
    func `a name means its key, and the key has that name`(name: String, key: Key) {
        #expect(Key(name: name) == key)
        #expect(key.name == name)
    }

    @Test(arguments: [
        ("Enter", Key.enter), ("escape", .escape), ("shift-tab", .backTab), ("PgUp", .pageUp),
        ("Ctrl-C", .control("c")), ("F5", .function(5)),
    ])
    func `other spellings are understood`(name: String, key: Key) {
        #expect(Key(name: name) == key)
    }

    @Test(arguments: ["", "f0", "f13", "f01", "ctrl-", "ctrl-1", "hello", "alt-", "\u{1B}"])
    func `what is no key is refused`(name: String) {
        #expect(Key(name: name) == nil)
    }

    @Test(arguments: [
        (Key.enter, "Enter"), (.up, "↑"), (.control("c"), "^C"), (.function(1), "F1"),
        (.character(" "), "space"), (.character("u"), "u"),
    ])
    func `hints show a short form`(key: Key, label: String) {
        #expect(key.label == label)
    }
}
