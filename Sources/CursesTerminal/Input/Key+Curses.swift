import TerminalUI

extension Key {
    /// The key that writes a character or is one of the control characters from 0x00 to 0x1F; `nil` for
    /// the rest.
    init?(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x09: self = .tab
        case 0x0A, 0x0D: self = .enter
        case 0x08, 0x7F: self = .backspace
        case 0x1B: self = .escape
        case 0x01...0x1A: self = .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60))))
        case 0x1C...0x1F: self = .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x40))))
        case 0x20...0x7E, 0xA0...: self = .character(Character(scalar))
        default: return nil
        }
    }

    /// The key by the name that ncurses has for it.
    ///
    /// Keys with shift, control or alt held have names such as `kRIT5`; their numbers differ from
    /// terminal to terminal, their names do not. They count as the key without what is held.
    init?(cursesName name: String) {
        if let key = Self.cursesNames[name] ?? Self.cursesNames[Self.withoutModifier(name)] {
            self = key
        } else if name.hasPrefix("KEY_F("), let number = Int(name.dropFirst(6).dropLast()),
            (1...12).contains(number)
        {
            self = .function(number)
        } else {
            return nil
        }
    }

    private static func withoutModifier(_ name: String) -> String {
        name.hasPrefix("k") && name.last?.isNumber == true ? String(name.dropLast()) : name
    }

    private static let cursesNames: [String: Key] = [
        "KEY_UP": .up, "KEY_DOWN": .down, "KEY_LEFT": .left, "KEY_RIGHT": .right,
        "KEY_SR": .up, "KEY_SF": .down, "KEY_SLEFT": .left, "KEY_SRIGHT": .right,
        "kUP": .up, "kDN": .down, "kLFT": .left, "kRIT": .right,
        "KEY_HOME": .home, "KEY_SHOME": .home, "KEY_FIND": .home, "kHOM": .home,
        "KEY_END": .end, "KEY_SEND": .end, "KEY_SELECT": .end, "kEND": .end,
        "KEY_PPAGE": .pageUp, "KEY_SPREVIOUS": .pageUp, "kPRV": .pageUp,
        "KEY_NPAGE": .pageDown, "KEY_SNEXT": .pageDown, "kNXT": .pageDown,
        "KEY_BACKSPACE": .backspace, "KEY_DC": .delete, "KEY_SDC": .delete, "kDC": .delete,
        "KEY_IC": .insert, "KEY_SIC": .insert, "kIC": .insert,
        "KEY_ENTER": .enter, "KEY_BTAB": .backTab,
    ]
}
