import TerminalUI

/// Makes events out of the bytes that a terminal sends.
///
/// The difficulty is the escape character. Alone it is a key, before a character it is alt, and else it
/// begins a sequence: a key that the terminal's description knows, the mouse, pasted text, or what a
/// terminal says of itself when a program has asked it: `ESC ] 11;rgb:… BEL` is a colour,
/// `ESC P >|… ESC \` a version. Nothing of these may leak into a text field or, worse, become commands:
/// what is no key is swallowed up to its end, by the grammar of ECMA-48 (§5.4, §5.6) and the state
/// machine that terminals themselves read with. What does not end by itself is ended by `InputLimits`.
///
/// An escape character is the key after 50 ms. What has been introduced by then (`ESC [`, `ESC ]`) may
/// stop for up to a second anywhere. A sequence that is cut behind its escape character may go on up to a
/// second later and then stop for up to 0.4 s anywhere, or a second once three characters came at once;
/// until then it may be typed, is held, and is delivered as keys when it does not become a sequence
/// (`LateText`). Somebody who types just what makes a sequence, so soon after the escape key, loses it.
///
/// It knows no clock: `decode` is told when bytes come, and `pause` is to be called when nothing more
/// has come by `deadline`. Each byte costs O(1).
struct InputDecoder: Hashable, Sendable {
    private let keys: KeySequences
    private var characters: CharacterDecoder
    private var state = State.ground
    /// When and how much came of what is unfinished.
    private var begun = Duration.zero
    private var latest = Duration.zero
    private var bytes = 0
    /// The text from the clipboard up to now.
    private var pasted = ""
    /// When an escape character was taken for the key, because nothing came after it.
    private var escaped: Duration?
    /// What came after it and has begun a sequence, unless somebody types.
    private var late: LateText?

    private enum State: Hashable, Sendable {
        case ground
        /// What may become a key of the terminal's description.
        case held([Unicode.Scalar])
        /// After an escape character.
        case escape
        /// Within `ESC [ …`, with what came after the bracket.
        case sequence(String)
        /// After `ESC [ [`, the function keys of Linux's console.
        case consoleKey
        /// After `ESC [ M`: bytes, not characters.
        case mouse(MouseCharacters)
        /// After `ESC O`, and whether anything came since.
        case singleShift(isBare: Bool)
        /// Within what `ESC ]`, `P`, `_`, `^` or `X` begins, which BEL (after `]`) or `ESC \` ends.
        case string(Unicode.Scalar, isBare: Bool)
        /// After an escape character within it.
        case stringEscape(Unicode.Scalar)
        /// Within text from the clipboard, after the beginning of what may end it.
        case paste(end: String)
    }

    init(keys: KeySequences, characters: CharacterDecoder.CharacterSet) {
        self.keys = keys
        self.characters = CharacterDecoder(characters)
    }

    /// Takes the bytes that came at once and gives the events that are complete with them.
    ///
    /// - Parameter now: since any moment, but always the same one.
    mutating func decode(_ chunk: [UInt8], at now: Duration) -> [TerminalEvent] {
        if state == .ground, let escaped, now - escaped < InputLimits.silence {
            late = LateText(chunk)
            if late != nil { begin(.held([Self.escape]), at: now) }
        }
        if !chunk.isEmpty {
            escaped = nil
            if late?.goesOn(with: chunk) == false { late = nil }
        }
        var events: [TerminalEvent] = []
        for byte in chunk {
            latest = now
            bytes += 1
            events += decode(byte)
        }
        return events
    }

    private mutating func decode(_ byte: UInt8) -> [TerminalEvent] {
        if case .mouse(var report) = state {
            let isTaken = report.take(byte)
            if isTaken { late?.append(Unicode.Scalar(byte)) }
            state = isTaken && !report.isComplete ? .mouse(report) : .ground
            let event = state == .ground ? report.event.map { [TerminalEvent.mouse($0)] } ?? [] : []
            if state == .ground { late = nil }
            return isTaken ? event : event + decode(byte)
        }
        return characters.decode(byte).flatMap { late == nil ? decode($0) : decodeLate($0) }
    }

    /// When `pause` is due if nothing comes before, in the time that `decode` is told.
    var deadline: Duration? {
        switch state {
        case .ground: nil
        case .escape: latest + InputLimits.pause
        case _ where isOverdue: latest + InputLimits.pause
        case _ where late != nil: latest + InputLimits.latePause
        case .held(let text) where !Self.isIntroduced(text): latest + InputLimits.pause
        default: latest + InputLimits.silence
        }
    }

    /// Ends what is unfinished, for nothing more has come: an escape character was the key, and so was
    /// alt with the character that could have begun a string.
    mutating func pause() -> [TerminalEvent] {
        let unfinished = state
        state = .ground
        if let typed = late {
            late = nil
            if typed.endsWithEscape { escaped = latest }
            return typed.keys
        }
        switch unfinished {
        case .ground, .sequence, .consoleKey, .singleShift, .string, .stringEscape:
            return Self.bareIntroducer(unfinished).map { [.key(.alt($0))] } ?? []
        case .mouse(let report):
            return report.event.map { [.mouse($0)] } ?? []
        case .held(let text):
            if case .beginning(let key?) = keys.match(text) { return [.key(key)] }
            return text.flatMap { decodeByGrammar($0) } + pause()
        case .escape:
            escaped = latest
            return [.key(.escape)]
        case .paste(let end):
            return [.paste(pasted + end)]
        }
    }

    private static func bareIntroducer(_ state: State) -> Character? {
        switch state {
        case .sequence(""): "["
        case .singleShift(isBare: true): "O"
        case .string(let introducer, isBare: true): Character(introducer)
        default: nil
        }
    }

    /// Whether the next gap between keys ends what is unfinished. Never what comes faster than anybody
    /// types, and never pasted text: a line may be slow and stop for a while, and the rest would act.
    private var isOverdue: Bool {
        if case .paste = state { return false }
        return bytes <= InputLimits.typedBytes && latest - begun > InputLimits.duration
    }

    private mutating func begin(_ state: State, at now: Duration) {
        self.state = state
        begun = now
        latest = now
        bytes = 0
    }
}

extension InputDecoder {
    private static let escape: Unicode.Scalar = "\u{1B}"

    /// Whether a sequence of the terminal has been introduced, which nobody types.
    private static func isIntroduced(_ text: [Unicode.Scalar]) -> Bool {
        text.count > 1 && text[0] == escape && (text[1] == "[" || text[1] == "O")
    }

    /// Takes a character that goes on with what may have been typed after the escape key.
    private mutating func decodeLate(_ scalar: Unicode.Scalar) -> [TerminalEvent] {
        guard var text = late else { return decode(scalar) }
        let isBrokenOff: Bool
        switch state {
        case .stringEscape: isBrokenOff = scalar != "\\"
        case .string: isBrokenOff = false
        default: isBrokenOff = scalar == Self.escape
        }
        if isBrokenOff {
            let endsWithEscape = text.endsWithEscape
            text.dropEscape()
            (late, state) = (nil, .ground)
            return text.keys + (endsWithEscape ? decode(Self.escape) : []) + decode(scalar)
        }
        text.append(scalar)
        let events = decode(scalar)
        switch state {
        case .ground:
            late = nil
            return events.isEmpty && text.isTyped ? text.keys : events
        case .paste: late = nil
        default: late = text.text.count > InputLimits.typedBytes ? nil : text
        }
        return events
    }

    /// Takes a character, first by the keys of the terminal's description.
    private mutating func decode(_ scalar: Unicode.Scalar) -> [TerminalEvent] {
        var text: [Unicode.Scalar]
        switch state {
        case .held(let held): text = held
        case .ground: text = []
        case .escape where scalar == Self.escape:
            state = .ground
            return [.key(.escape)] + decode(scalar)
        case .sequence where scalar == Self.escape, .singleShift where scalar == Self.escape,
            .consoleKey where scalar == Self.escape:
            text = []
        default: return decodeByGrammar(scalar)
        }
        text.append(scalar)
        switch keys.match(text) {
        case .whole(let key):
            state = .ground
            return key.map { [.key($0)] } ?? []
        case .beginning:
            if text.count == 1 { begin(.held(text), at: latest) } else { state = .held(text) }
            return []
        case .none:
            state = .ground
            guard text.count > 1 else { return decodeByGrammar(scalar) }
            return text.dropLast().flatMap { decodeByGrammar($0) } + decode(scalar)
        }
    }

    /// Takes a character that belongs to no key of the terminal's description.
    private mutating func decodeByGrammar(_ scalar: Unicode.Scalar) -> [TerminalEvent] {
        if case .paste(let end) = state { return decodePaste(end: end, scalar) }
        if scalar == "\u{18}" || scalar == "\u{1A}", state != .ground {
            state = .ground
            return []
        }
        switch state {
        case .escape: return decodeAfterEscape(scalar)
        case .sequence(let text): return decodeSequence(text, scalar)
        case .singleShift:
            let isParameter = ("0"..."?").contains(scalar)
            state = isParameter ? .singleShift(isBare: false) : .ground
        case .consoleKey: state = .ground
        case .string(let introducer, _): takeString(introducer, scalar)
        case .stringEscape:
            state = .ground
            if scalar != "\\" { return decode(Self.escape) + decode(scalar) }
        case .ground, .held, .mouse, .paste: return decodeInGround(scalar)
        }
        return []
    }

    private mutating func decodeInGround(_ scalar: Unicode.Scalar) -> [TerminalEvent] {
        switch scalar.value {
        case 0x1B: begin(.escape, at: latest)
        case 0x80...0x9F:
            // A control character of eight bits is an escape character and the one 0x40 below it.
            let introducer = Unicode.Scalar(UInt8(scalar.value - 0x40))
            guard let introduced = Self.introduced(by: introducer) else { return [] }
            begin(introduced, at: latest)
        default: return Key(scalar).map { [.key($0)] } ?? []
        }
        return []
    }

    /// What a character begins after an escape character.
    private static func introduced(by scalar: Unicode.Scalar) -> State? {
        switch scalar {
        case "[": .sequence("")
        case "O": .singleShift(isBare: true)
        case "]", "P", "_", "^", "X": .string(scalar, isBare: true)
        default: nil
        }
    }

    private mutating func decodeAfterEscape(_ scalar: Unicode.Scalar) -> [TerminalEvent] {
        guard scalar != Self.escape else { return [.key(.escape)] }
        state = Self.introduced(by: scalar) ?? .ground
        guard state == .ground else { return [] }
        if case .character(let character) = Key(scalar) { return [.key(.alt(character))] }
        return ("\u{80}"..."\u{9F}").contains(scalar) ? decodeInGround(scalar) : []
    }
}

extension InputDecoder {
    /// A sequence ends with the first character from `@` to `~`.
    private mutating func decodeSequence(
        _ text: String, _ scalar: Unicode.Scalar
    ) -> [TerminalEvent] {
        let isLong = text.unicodeScalars.count >= InputLimits.sequenceCharacters
        let text = isLong ? text : text + String(scalar)
        guard ("@"..."~").contains(scalar) else {
            state = .sequence(text)
            return []
        }
        state = .ground
        guard !isLong else { return [] }
        switch text {
        case "[": state = .consoleKey
        case "M": state = .mouse(MouseCharacters())
        case "200~":
            begin(.paste(end: ""), at: latest)
            pasted = ""
        default:
            if let event = MouseEvent(sequence: text) { return [.mouse(event)] }
            if let key = Key(sequence: text) { return [.key(key)] }
        }
        return []
    }

    private mutating func takeString(_ introducer: Unicode.Scalar, _ scalar: Unicode.Scalar) {
        switch scalar {
        case "\u{9C}": state = .ground
        case "\u{07}" where introducer == "]": state = .ground
        case Self.escape: state = .stringEscape(introducer)
        default: state = .string(introducer, isBare: false)
        }
    }

    private mutating func decodePaste(
        end: String, _ scalar: Unicode.Scalar
    ) -> [TerminalEvent] {
        let soFar = end + String(scalar)
        if soFar == Self.pasteEnd {
            state = .ground
            return [.paste(pasted)]
        }
        if Self.pasteEnd.hasPrefix(soFar) {
            state = .paste(end: soFar)
            return []
        }
        let mayEnd = scalar == Self.escape
        if bytes <= InputLimits.pasteBytes { pasted += mayEnd ? end : soFar }
        state = .paste(end: mayEnd ? String(scalar) : "")
        return []
    }

    /// What ends pasted text.
    private static let pasteEnd = "\u{1B}[201~"
}
