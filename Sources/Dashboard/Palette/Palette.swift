import TerminalUI

/// What is typed after `:`, and where its user is between what was typed before and what is offered.
///
/// One axis: older commands lie above the field, what is offered lies below it.
struct Palette: Hashable, Sendable {
    var field: TextField
    /// The offered line that was gone to; nil while the field has the cursor.
    var row: Int?
    /// The command of the past that stands in the field, counted from the newest.
    var past: Int?
    /// What stood in the field before the past was gone to.
    var draft = ""
    /// What is wrong with what was typed, in one sentence.
    var problem: String?

    init(_ text: String = "") {
        field = TextField(text)
    }

    /// Puts other text into the field, as if it were typed.
    mutating func type(_ text: String) {
        field.replace(with: text)
        row = nil
        problem = nil
    }

    mutating func edited() {
        row = nil
        past = nil
        problem = nil
    }
}

/// One way to go on with a line of the palette.
struct Completion: Hashable {
    /// The line with it.
    var line: String
    var row: ListOverlay.Row
    /// What is said of it while it is selected.
    var caption: ListOverlay.Caption
    /// Whether the line can be carried out as it is.
    var isWhole: Bool
}

/// Commands that were carried out, the oldest first.
struct CommandHistory: Hashable, Sendable {
    private(set) var lines: [String] = []

    private static let linesMax = 100

    /// Notes a line, once where it was given again and again.
    mutating func note(_ line: String) {
        lines.removeAll { $0 == line }
        lines = (lines + [line]).suffix(Self.linesMax)
    }

    /// The line so many before the end; nil before the beginning.
    func line(back: Int) -> String? {
        lines.indices.contains(lines.count - 1 - back) ? lines[lines.count - 1 - back] : nil
    }
}
