/// Why a screen cannot be opened; the description is one sentence for people.
public enum TerminalError: Error, Hashable, Sendable {
    /// A stream that must be a terminal goes elsewhere.
    case noTerminal(Stream)
    /// The environment does not say what kind of terminal it is.
    case unnamed
    /// There is no description of the terminal that the environment names.
    case unknown(String)
    /// The terminal cannot place its cursor, so nothing can be drawn.
    case cannotDraw(String)
    /// ncurses would not open the terminal.
    case refused(String)

    /// The streams that a screen needs.
    public enum Stream: String, Hashable, Sendable {
        /// Where the keys come from.
        case input = "standard input"
        /// Where the screen is drawn.
        case output = "standard output"
    }
}

extension TerminalError {
    /// One sentence that names what is wrong and what would be right.
    ///
    /// - Parameter alternative: what does without a terminal, such as an option.
    public func sentence(orElse alternative: String) -> String {
        guard case .noTerminal = self else { return description }
        return "\(self), or \(alternative)"
    }
}

extension TerminalError: CustomStringConvertible {
    /// One sentence that names what is wrong and what would be right.
    public var description: String {
        switch self {
        case .noTerminal(let stream):
            "\(stream.rawValue) is not a terminal; the dashboard needs one"
        case .unnamed:
            "TERM is not set; set it to the kind of your terminal, such as xterm-256color"
        case .unknown(let term):
            "TERM is \"\(term)\", for which there is no terminal description; "
                + "set it to a known one, such as xterm-256color"
        case .cannotDraw(let term):
            "TERM is \"\(term)\", a terminal that cannot move its cursor; "
                + "set it to one that can, such as xterm-256color"
        case .refused(let term):
            "ncurses could not open the terminal \"\(term)\""
        }
    }
}
