import TerminalUI

/// A piece of input as ncurses hands it over.
enum InputUnit: Hashable, Sendable {
    /// A character.
    case scalar(Unicode.Scalar)
    /// A key by the name that ncurses has for it.
    case named(String)
    /// Nothing more for the moment.
    case pause
}

/// Makes events out of pieces of input.
///
/// The difficulty is the escape character: alone it is a key, before a character it is alt, and
/// before `[` it begins a sequence that ncurses did not know: the mouse, pasted text, or something of
/// which nothing may leak into a text field or, worse, become commands.
struct InputDecoder: Hashable, Sendable {
    private var state = State.ground

    private enum State: Hashable, Sendable {
        case ground
        /// After an escape character.
        case escape
        /// Within `ESC [ …`, with what came after the bracket.
        case sequence(String)
        /// After `ESC O`.
        case singleShift
        /// Within text from the clipboard.
        case paste(String)
        /// Within the sequence that may end it.
        case pasteSequence(String, end: String)
    }

    /// Takes a piece and gives the events that are complete with it.
    mutating func decode(_ unit: InputUnit) -> [TerminalEvent] {
        switch unit {
        case .scalar(let scalar): decode(scalar)
        case .named(let name): endSequence() + (Key(cursesName: name).map { [.key($0)] } ?? [])
        case .pause: endSequence()
        }
    }

    /// No more input: an escape character was the key. A sequence that has begun still ends some time,
    /// for nobody types one by hand.
    private mutating func endSequence() -> [TerminalEvent] {
        switch state {
        case .ground, .paste, .pasteSequence:
            return []
        case .escape:
            state = .ground
            return [.key(.escape)]
        case .sequence(let text):
            guard text.isEmpty else { return [] }
            state = .ground
            return [.key(.alt("["))]
        case .singleShift:
            state = .ground
            return [.key(.alt("O"))]
        }
    }

    private mutating func decode(_ scalar: Unicode.Scalar) -> [TerminalEvent] {
        switch state {
        case .ground: return decodeInGround(scalar)
        case .escape: return decodeAfterEscape(scalar)
        case .sequence(let text): return decodeInSequence(text, scalar)
        case .singleShift:
            state = .ground
            return []
        case .paste(let text):
            let isEscape = scalar == Self.escape
            state =
                isEscape ? .pasteSequence(text, end: "") : .paste(text + String(scalar))
            return []
        case .pasteSequence(let text, let end):
            return decodePasteEnd(text, end: end + String(scalar))
        }
    }

    private static let escape: Unicode.Scalar = "\u{1B}"

    private mutating func decodeInGround(_ scalar: Unicode.Scalar) -> [TerminalEvent] {
        guard scalar != Self.escape else {
            state = .escape
            return []
        }
        return Key(scalar).map { [.key($0)] } ?? []
    }

    private mutating func decodeAfterEscape(_ scalar: Unicode.Scalar) -> [TerminalEvent] {
        switch scalar {
        case Self.escape: return [.key(.escape)]
        case "[": state = .sequence("")
        case "O": state = .singleShift
        default:
            state = .ground
            if case .character(let character) = Key(scalar) { return [.key(.alt(character))] }
        }
        return []
    }

    /// A sequence ends with the first character from `@` to `~`.
    private mutating func decodeInSequence(
        _ text: String, _ scalar: Unicode.Scalar
    ) -> [TerminalEvent] {
        let text = text + String(scalar)
        guard ("@"..."~").contains(scalar) else {
            state = .sequence(text)
            return []
        }
        state = text == "200~" ? .paste("") : .ground
        return MouseEvent(sequence: text).map { [.mouse($0)] } ?? []
    }

    private mutating func decodePasteEnd(_ text: String, end: String) -> [TerminalEvent] {
        if end == Self.pasteEnd {
            state = .ground
            return [.paste(text)]
        }
        let soFar = text + String(Self.escape) + end
        if Self.pasteEnd.hasPrefix(end) {
            state = .pasteSequence(text, end: end)
        } else if soFar.unicodeScalars.last == Self.escape {
            state = .pasteSequence(String(soFar.unicodeScalars.dropLast()), end: "")
        } else {
            state = .paste(soFar)
        }
        return []
    }

    /// What ends pasted text, after an escape character.
    private static let pasteEnd = "[201~"
}
