/// What can be written to a file; the raw value is its name in the form.
public enum ExportKind: String, CaseIterable, Hashable, Sendable {
    /// The screen as it is, without what is open above it.
    case text, ansi, svg
    /// The screen from now on, as an asciicast.
    case cast
    /// Everything that happened in the run so far, as JSON Lines.
    case events
    /// The curve of the focused update, as comma-separated values.
    case curve
    /// The messages and events of the run with vector clocks, for ShiViz.
    case shiviz
    /// What was done at the dashboard, as a script.
    case actions
    /// The same with the options of the run: it reopens at the same moment.
    case session

    /// What the name of such a file ends with, after the dot.
    public var suffix: String {
        switch self {
        case .text: "txt"
        case .ansi: "ans"
        case .svg: "svg"
        case .cast: "cast"
        case .events: "jsonl"
        case .curve: "csv"
        case .shiviz: "shiviz"
        case .actions: "script"
        case .session: "session"
        }
    }
}

/// What became of writing a file.
public enum ExportResult: Hashable, Sendable {
    case written(path: String)
    /// The screen is being recorded from now on.
    case recording(path: String)
    /// Nothing is written over a file that is there; a name that is free is proposed.
    case exists(path: String, free: String)
    /// One sentence says why nothing was written.
    case failed(String)
}
