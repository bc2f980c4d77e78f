import TerminalUI

extension ScriptCommand {
    /// The command as a script has it; reading the line gives the command again.
    var line: String {
        switch self {
        case .key(let key): "key \(key.name)"
        case .type(let text): "type \(text)"
        case .paste(let text): "paste \(ScriptText.escaped(text))"
        case .click(let point): "click \(point.cell)"
        case .drag(let start, let end): "drag \(start.cell) \(end.cell)"
        case .mouse(let event): "mouse \(event.action.scriptName) \(event.point.cell)"
        case .advance(let time): "advance \(time)"
        case .resize(let size): "resize \(size)"
        case .perform(let command):
            "do " + (DoneCommand.words(command)?.joined(separator: " ") ?? "")
        case .expect(let text): "expect \(text)"
        case .expectNot(let text): "expect-not \(text)"
        case .screen(nil): "screen"
        case .screen(let label?): "screen \(label)"
        case .quit: "quit"
        }
    }
}

/// Text in one line, whatever it is made of: the blanks and ends of lines that a line cannot hold are
/// written as \s, \t, \r and \n, and a backslash as \\.
enum ScriptText {
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { line, scalar in
            if let code = codes.first(where: { $0.scalar == scalar }) {
                line += "\\\(code.letter)"
            } else {
                line.unicodeScalars.append(scalar)
            }
        }
    }

    /// The text; nil when a backslash stands before anything else.
    static func read(_ line: String) -> String? {
        var text = String.UnicodeScalarView()
        var rest = line.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                text.append(scalar)
                continue
            }
            guard let letter = rest.popFirst(),
                let code = codes.first(where: { $0.letter == letter })
            else { return nil }
            text.append(code.scalar)
        }
        return String(text)
    }

    private static let codes: [(scalar: Unicode.Scalar, letter: Unicode.Scalar)] = [
        ("\\", "\\"), ("\n", "n"), ("\r", "r"), ("\t", "t"), (" ", "s"),
    ]
}

extension MouseEvent.Action {
    /// What a script calls it.
    var scriptName: String { Self.named.first { $0.action == self }?.name ?? "" }

    init?(scriptName: String) {
        guard let named = Self.named.first(where: { $0.name == scriptName }) else { return nil }
        self = named.action
    }

    static let named: [(name: String, action: MouseEvent.Action)] = [
        ("press", .press(.left)), ("press-middle", .press(.middle)),
        ("press-right", .press(.right)), ("move", .drag(.left)), ("move-middle", .drag(.middle)),
        ("move-right", .drag(.right)), ("release", .release), ("wheel-up", .scrollUp),
        ("wheel-down", .scrollDown),
    ]
}

extension Point {
    /// Column and row counted from 1, as terminals do.
    fileprivate var cell: String { "\(column + 1) \(row + 1)" }
}
