import TerminalUI

/// A piece of input as ncurses hands it over.
enum InputUnit: Hashable, Sendable {
    /// A character.
    case scalar(Unicode.Scalar)
    /// A key by the name that ncurses has for it.
    case named(String)
    /// Something that the mouse did.
    case mouse(MouseUnit, Point)
    /// Nothing more for the moment.
    case pause
}

/// What the mouse did, before one knows which button is held.
enum MouseUnit: Hashable, Sendable {
    case press(MouseEvent.Button), release, wheelUp, wheelDown, move
}

/// Makes events out of pieces of input.
///
/// The difficulty is the escape character: alone it is a key, before a character it is alt, and
/// before `[` it begins a sequence that ncurses did not know, of which nothing may leak into a text
/// field or, worse, become commands.
struct InputDecoder: Hashable, Sendable {
    private var state = State.ground
    private var heldButton: MouseEvent.Button?

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
        case .mouse(let unit, let point): endSequence() + decode(unit, at: point)
        case .pause: endSequence()
        }
    }

    /// No more input: an escape character was the key, and a sequence is not going to end.
    private mutating func endSequence() -> [TerminalEvent] {
        switch state {
        case .ground, .paste, .pasteSequence:
            return []
        case .escape:
            state = .ground
            return [.key(.escape)]
        case .sequence(let text):
            state = .ground
            return text.isEmpty ? [.key(.alt("["))] : []
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
        return []
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

    private mutating func decode(_ unit: MouseUnit, at point: Point) -> [TerminalEvent] {
        guard let action = action(for: unit) else { return [] }
        return [.mouse(MouseEvent(action: action, at: point))]
    }

    private mutating func action(for unit: MouseUnit) -> MouseEvent.Action? {
        switch unit {
        case .press(let button):
            heldButton = button
            return .press(button)
        case .release:
            heldButton = nil
            return .release
        case .wheelUp: return .scrollUp
        case .wheelDown: return .scrollDown
        case .move: return heldButton.map { .drag($0) }
        }
    }
}
