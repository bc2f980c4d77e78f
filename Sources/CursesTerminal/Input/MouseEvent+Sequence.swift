import TerminalUI

extension MouseEvent {
    /// Reads what follows `ESC [` when a terminal tells of the mouse in the form that xterm calls SGR:
    /// `<`, a code, column and row from 1, and `M`, or `m` when a button went up.
    ///
    /// The form has no last column. Anything else is `nil`, as is what no panel could use: buttons
    /// beyond the third, wheels that turn sideways, moves without a button.
    init?(sequence: String) {
        guard sequence.first == "<", let end = sequence.last, end == "M" || end == "m" else {
            return nil
        }
        let numbers = sequence.dropFirst().dropLast().split(separator: ";").compactMap { Int($0) }
        guard numbers.count == 3, numbers[1] >= 1, numbers[2] >= 1,
            let action = Action(code: numbers[0], isDown: end == "M")
        else { return nil }
        self.init(action: action, at: Point(column: numbers[1] - 1, row: numbers[2] - 1))
    }

    /// Reads the three characters that follow `ESC [ M` in the oldest form: a code, column and row from
    /// 1, each with 32 added. A button that goes up has no name there.
    init?(values: [Int]) {
        let numbers = values.map { $0 - 32 }
        guard numbers.count == 3, numbers[1] >= 1, numbers[2] >= 1 else { return nil }
        let isRelease = numbers[0] & ~0b1_1100 == 3
        guard let action = isRelease ? .release : Action(code: numbers[0], isDown: true)
        else { return nil }
        self.init(action: action, at: Point(column: numbers[1] - 1, row: numbers[2] - 1))
    }
}

extension MouseEvent.Action {
    /// The bits of the code: the button in the lowest two; shift, alt and control, which make no
    /// difference here; then whether the mouse moved, and whether the button is the wheel.
    fileprivate init?(code: Int, isDown: Bool) {
        let button = code & 0b11
        switch code & ~0b1_1111 {
        case 0 where !isDown: self = .release
        case 0 where button < 3: self = .press(Self.buttons[button])
        case 32 where button < 3: self = .drag(Self.buttons[button])
        case 64 where button == 0: self = .scrollUp
        case 64 where button == 1: self = .scrollDown
        default: return nil
        }
    }

    private static let buttons: [MouseEvent.Button] = [.left, .middle, .right]
}
