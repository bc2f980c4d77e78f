import TerminalUI

extension Key {
    /// Reads what follows `ESC [` when a terminal tells of a key by the number of its character:
    /// `CODE;HELD u`, as kitty, foot and xterm send it, and xterm's older form `27;HELD;CODE~`.
    ///
    /// No terminal is asked for it; but one that a program before left in that state, and that did not
    /// understand how it is ended, tells of every key like that. `nil` for anything else, for a key
    /// that goes up, and for keys with more held than shift, alt and control. Caps lock counts for
    /// letters, num lock not at all.
    ///
    /// - Parameter sequence: up to and with its last character.
    init?(sequence: String) {
        let fields = sequence.dropLast().split(separator: ";", omittingEmptySubsequences: false)
            .map { $0.split(separator: ":", omittingEmptySubsequences: false).map { UInt32($0) } }
        switch sequence.last {
        case "u": self.init(code: fields[0], held: fields.dropFirst().first ?? [])
        case "~" where fields.count == 3 && fields[0] == [27]:
            self.init(code: fields[2], held: fields[1])
        default: return nil
        }
    }

    /// - Parameters:
    ///   - code: the character without shift, then with it where the terminal says so.
    ///   - held: 1 and the bits of what is held; then 1 for a key that went down, 2 for one that
    ///     repeats itself, 3 for one that went up.
    private init?(code: [UInt32?], held: [UInt32?]) {
        guard let plain = code.first ?? nil, held.count < 2 || held[1] != 3 else { return nil }
        let bits = max(held.first.flatMap { $0 } ?? 1, 1) - 1
        let (shift, alt, control) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0)
        let (capsLock, others) = (bits & 64 != 0, bits & 0b11_1000)
        guard others == 0 else { return nil }
        if let key = Self.functional(plain) {
            self = key == .tab && shift ? .backTab : key
            return
        }
        guard !Self.privateUse.contains(plain) else { return nil }
        let shifted = code.count > 1 ? code[1] ?? plain : plain
        guard let scalar = Unicode.Scalar(shift ? shifted : plain),
            case .character(let character) = Key(scalar)
        else { return nil }
        let written = Self.written(character, shift: shift, capsLock: capsLock)
        switch (control, alt) {
        case (true, false):
            guard let key = Self.control(scalar) else { return nil }
            self = key
        case (false, true): self = .alt(written)
        case (false, false): self = .character(written)
        default: return nil
        }
    }

    /// A character as it is written with shift held, or with caps lock.
    private static func written(
        _ character: Character, shift: Bool, capsLock: Bool
    ) -> Character {
        let capsLock = capsLock && character.isLetter
        guard shift || capsLock else { return character }
        let text = shift && capsLock ? character.lowercased() : character.uppercased()
        return text.count == 1 ? Character(text) : character
    }

    /// The key of a character with control held: the same one as where it comes as a control character.
    private static func control(_ scalar: Unicode.Scalar) -> Key? {
        switch scalar.value {
        case 0x40...0x5F, 0x61...0x7A: Key(Unicode.Scalar(UInt8(scalar.value & 0x1F)))
        default: nil
        }
    }

    /// Numbers of keys that write nothing: locks, media keys, and those that are held.
    private static let privateUse: ClosedRange<UInt32> = 0xE000...0xF8FF

    /// The key of a number that stands for no character.
    private static func functional(_ code: UInt32) -> Key? {
        switch code {
        case 57_399...57_408: .character(Character("\(code - 57_399)"))
        case 57_409...57_413: .character(Array("./*-+")[Int(code - 57_409)])
        default: functionalKeys[code]
        }
    }

    /// Control characters, and the keys of the number pad.
    private static let functionalKeys: [UInt32: Key] = [
        8: .backspace, 9: .tab, 13: .enter, 27: .escape, 127: .backspace, 57_414: .enter,
        57_415: .character("="), 57_417: .left, 57_418: .right, 57_419: .up, 57_420: .down,
        57_421: .pageUp, 57_422: .pageDown, 57_423: .home, 57_424: .end, 57_425: .insert,
        57_426: .delete,
    ]
}
