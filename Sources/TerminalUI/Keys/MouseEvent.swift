/// What the mouse did.
public struct MouseEvent: Hashable, Sendable {
    /// Kinds of things that a mouse does.
    public enum Action: Hashable, Sendable {
        /// A button went down.
        case press(Button)
        /// The button went up.
        case release
        /// The mouse moved with a button down.
        case drag(Button)
        /// The wheel turned away from the user.
        case scrollUp
        /// The wheel turned towards the user.
        case scrollDown
    }

    /// The buttons of a mouse.
    public enum Button: Hashable, Sendable {
        case left, middle, right
    }

    /// What happened.
    public let action: Action
    /// Where it happened.
    public let point: Point

    /// Makes an event.
    public init(action: Action, at point: Point) {
        self.action = action
        self.point = point
    }
}

/// Who has the mouse.
public enum MouseCapture: Hashable, Sendable {
    /// The program; text is selected with shift held.
    case captured
    /// The terminal, which selects text with it.
    case released
}
