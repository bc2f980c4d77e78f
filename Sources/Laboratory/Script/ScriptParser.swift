import ClusterObservation
import Epidemic
import TerminalUI

/// Reads scripts: one command in a line, `#` comments.
///
/// The text of `type`, `expect` and `expect-not` is the rest of its line as it stands there; behind
/// the other commands a word that begins with `#` begins a comment.
enum ScriptParser {
    /// The commands that there are.
    static let names = [
        "key", "type", "paste", "click", "drag", "mouse", "advance", "resize", "do",
        "expect", "expect-not", "screen", "quit",
    ]

    /// All steps of a script; nothing runs before the whole of it has been read.
    static func steps(of text: String) throws(ScriptError) -> [ScriptStep] {
        var steps: [ScriptStep] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            do {
                guard let command = try command(in: line) else { continue }
                steps.append(ScriptStep(line: index + 1, command: command))
            } catch {
                throw ScriptError(line: index + 1, problem: error)
            }
        }
        return steps
    }

    private static func command(
        in line: Substring
    ) throws(ScriptError.Problem) -> ScriptCommand? {
        let line = line.drop(while: \.isWhitespace)
        let name = line.prefix { !$0.isWhitespace }
        guard let first = name.first, first != "#" else { return nil }
        let rest = Rest(command: String(name), text: line.dropFirst(name.count))
        switch name {
        case "key":
            return .key(try rest.key())
        case "type": return .type(try rest.wholeText())
        case "paste": return .paste(try rest.escapedText())
        case "mouse": return .mouse(try rest.mouseEvent())
        case "click": return .click(try rest.cells(1)[0])
        case "drag":
            let ends = try rest.cells(2)
            return .drag(from: ends[0], to: ends[1])
        case "advance":
            return .advance(
                try rest.word(a: "a duration of at most 1000d, such as 2s or 300ms") {
                    try? Interval(argument: $0)
                })
        case "resize":
            let right = "columns and rows from 1 to \(Size.limit), such as 80x24"
            return .resize(try rest.word(a: right) { Size($0) })
        case "do": return .perform(try rest.clusterCommand())
        case "expect": return .expect(try rest.wholeText())
        case "expect-not": return .expectNot(try rest.wholeText())
        case "screen":
            return .screen(label: rest.words.isEmpty ? nil : rest.words.joined(separator: " "))
        case "quit":
            try rest.nothing()
            return .quit
        default: throw .unknownCommand(String(name))
        }
    }
}

/// What follows a command in its line.
private struct Rest {
    let command: String
    let text: Substring

    /// The words up to a comment. The first word never is one: `key #` is a key.
    var words: [String] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let end = words.dropFirst().firstIndex { $0.hasPrefix("#") } ?? words.endIndex
        return Array(words[..<end])
    }

    /// The only word, as what it means.
    func word<Meaning>(
        a right: String, _ read: (String) -> Meaning?
    ) throws(ScriptError.Problem) -> Meaning {
        guard words.count == 1, let meaning = read(words[0]) else {
            throw .wrongArgument(
                command: command, argument: words.joined(separator: " "), right: right)
        }
        return meaning
    }

    /// A key that can come from a terminal.
    func key() throws(ScriptError.Problem) -> TerminalUI.Key {
        let key = try word(a: "a key such as u, enter or ctrl-c") { TerminalUI.Key(name: $0) }
        let right: String
        switch key.absence {
        case nil: return key
        case .arrivesAs(let other): right = "\(other.name): terminals send that for \(key.name)"
        case .sendsSignal(let effect): right = "another key: \(key.name) \(effect)"
        }
        throw .wrongArgument(command: command, argument: words[0], right: right)
    }

    /// Cells of the screen; scripts count columns and rows from 1, as terminals do.
    func cells(_ count: Int) throws(ScriptError.Problem) -> [Point] {
        let numbers = words.compactMap(Int.init).filter((1...Size.limit).contains)
        guard words.count == 2 * count, numbers.count == words.count else {
            throw .wrongArgument(
                command: command, argument: words.joined(separator: " "),
                right: count == 1
                    ? "a column and a row counted from 1, such as 12 5"
                    : "a column and a row, and those of the other end, such as 12 5 40 9")
        }
        return (0..<count).map {
            Point(column: numbers[2 * $0] - 1, row: numbers[2 * $0 + 1] - 1)
        }
    }

    /// Everything after the one space behind the command, but for blanks at the end of the line.
    func wholeText() throws(ScriptError.Problem) -> String {
        var text = text.dropFirst()
        while text.last?.isWhitespace == true { text.removeLast() }
        guard !text.isEmpty else {
            throw .wrongArgument(command: command, argument: "", right: "a text")
        }
        return String(text)
    }

    /// The same, with backslashes before what no line can hold.
    func escapedText() throws(ScriptError.Problem) -> String {
        let line = try wholeText()
        guard let text = ScriptText.read(line) else {
            throw .wrongArgument(
                command: command, argument: line,
                right: #"a text in which a backslash begins \\, \n, \r, \t or \s"#)
        }
        return text
    }

    /// What a mouse does, and the cell where it does it.
    func mouseEvent() throws(ScriptError.Problem) -> MouseEvent {
        guard let action = words.first.flatMap(MouseEvent.Action.init(scriptName:)),
            let point = try? Rest(command: command, text: " " + words[1...].joined(separator: " "))
                .cells(1).first
        else {
            let names = MouseEvent.Action.named.map(\.name).joined(separator: ", ")
            throw .wrongArgument(
                command: command, argument: words.joined(separator: " "),
                right: "one of \(names), a column and a row counted from 1")
        }
        return MouseEvent(action: action, at: point)
    }

    /// What is done to the cluster.
    func clusterCommand() throws(ScriptError.Problem) -> ClusterCommand {
        guard let done = DoneCommand.read(words) else {
            throw .wrongArgument(
                command: command, argument: words.joined(separator: " "),
                right:
                    "something done to the cluster such as write n1 k1 red, kill n1, restart n1 kept "
                    + "or cut n1>n2")
        }
        return done
    }

    func nothing() throws(ScriptError.Problem) {
        guard words.isEmpty || words[0].hasPrefix("#") else {
            throw .wrongArgument(
                command: command, argument: words.joined(separator: " "), right: "alone in its line"
            )
        }
    }
}
