import TerminalUI

/// Ways to move, whatever has the keys.
enum Movement: Hashable, Sendable {
    case up, down, left, right, pageUp, pageDown, first, last
}

extension ScrollWindow {
    /// The window where a movement leads.
    func moved(by movement: Movement) -> ScrollWindow {
        let first =
            switch movement {
            case .up: first - 1
            case .down: first + 1
            case .pageUp: first - visible
            case .pageDown: first + visible
            case .first: 0
            case .last: count
            case .left, .right: first
            }
        return ScrollWindow(count: count, visible: visible, first: first)
    }
}
