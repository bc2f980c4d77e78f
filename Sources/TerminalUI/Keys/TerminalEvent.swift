/// What a terminal tells the program.
public enum TerminalEvent: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// The mouse did something.
    case mouse(MouseEvent)
    /// Text came in at once, as from the clipboard.
    case paste(String)
    /// The screen has another size now.
    case resize(Size)
    /// The program was asked to end.
    case signal(EndSignal)
    /// The terminal is gone; nothing can be shown any more.
    case closed
}

/// A signal that asks the program to end.
public enum EndSignal: Int32, CaseIterable, Hashable, Sendable {
    /// The terminal went away.
    case hangUp = 1
    /// Someone pressed the interrupt key, or sent its signal.
    case interrupt = 2
    /// Someone asked politely.
    case terminate = 15

    /// The status with which the program ends, by the custom of shells: 128 and the signal.
    public var exitStatus: Int32 { 128 + rawValue }
}
