extension Key {
    /// Reads the name of a key as scripts and configuration files write it: `u`, `space`, `enter`,
    /// `ctrl-c`, `alt-x`, `f1`, `<`; `nil` if there is no such key.
    public init?(name: String) {
        if let known = Self.namesToKeys[name.lowercased()] {
            self = known
        } else if let single = name.only, single.isShowable {
            self = .character(single)
        } else if let held = Self.held(name) {
            self = held
        } else {
            return nil
        }
    }

    private static func held(_ name: String) -> Key? {
        let text = name.lowercased()
        if text.hasPrefix("ctrl-"), let letter = text.dropFirst(5).only,
            letter.isASCII && letter.isLetter || "[\\]^_".contains(letter)
        {
            return .control(letter)
        }
        if text.hasPrefix("alt-"), let letter = name.dropFirst(4).only, letter.isShowable {
            return .alt(letter)
        }
        if text.hasPrefix("f"), let number = Int(text.dropFirst()), (1...12).contains(number),
            text == "f\(number)"
        {
            return .function(number)
        }
        return nil
    }

    /// The name of the key as `init(name:)` reads it.
    public var name: String {
        switch self {
        case .character(" "): "space"
        case .character(let character): String(character)
        case .control(let letter): "ctrl-\(letter)"
        case .alt(let character): "alt-\(character)"
        case .function(let number): "f\(number)"
        default: Self.named.first { $0.key == self }?.name ?? ""
        }
    }

    /// The key as a hint shows it, as short as can be: `Enter`, `Esc`, `↑`, `^C`, `F1`.
    public var label: String {
        switch self {
        case .character(" "): "space"
        case .character(let character): String(character)
        case .control(let letter): "^\(letter.uppercased())"
        case .alt(let character): "alt-\(character)"
        case .function(let number): "F\(number)"
        default: Self.named.first { $0.key == self }?.label ?? ""
        }
    }

    /// The keys that have a name of their own, with the form that hints show.
    private static let named: [(key: Key, name: String, label: String)] = [
        (.enter, "enter", "Enter"), (.escape, "esc", "Esc"), (.tab, "tab", "Tab"),
        (.backTab, "backtab", "S-Tab"), (.backspace, "backspace", "⌫"),
        (.delete, "delete", "Del"), (.insert, "insert", "Ins"), (.up, "up", "↑"),
        (.down, "down", "↓"), (.left, "left", "←"), (.right, "right", "→"),
        (.home, "home", "Home"), (.end, "end", "End"), (.pageUp, "pageup", "PgUp"),
        (.pageDown, "pagedown", "PgDn"),
    ]

    /// Names that mean the same key, as people write them too.
    private static let aliases: [(name: String, key: Key)] = [
        ("space", .character(" ")), ("return", .enter), ("escape", .escape),
        ("shift-tab", .backTab), ("del", .delete), ("ins", .insert), ("pgup", .pageUp),
        ("pgdn", .pageDown), ("page-up", .pageUp), ("page-down", .pageDown),
    ]

    private static let namesToKeys: [String: Key] = Dictionary(
        uniqueKeysWithValues: named.map { ($0.name, $0.key) } + aliases.map { ($0.name, $0.key) })
}

extension StringProtocol {
    /// The text's only character, if it has just one.
    fileprivate var only: Character? { count == 1 ? first : nil }
}

extension Character {
    /// Whether the character can be seen or is a space.
    fileprivate var isShowable: Bool {
        let text = String(self)
        return text.sanitised == text && text.displayColumns > 0
    }
}
