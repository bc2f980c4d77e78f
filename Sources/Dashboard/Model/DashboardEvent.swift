import ClusterObservation
import TerminalUI

/// What happens to a dashboard.
public enum DashboardEvent: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// The mouse did something.
    case mouse(MouseEvent)
    /// Text came in at once; only a form takes it.
    case paste(String)
    /// The screen has another size.
    case resize(Size)
    /// The cluster was observed again.
    case view(ClusterView)
    /// Something became known of themes.
    case themes(ThemeNews)
    /// A file was written, or could not be.
    case exported(ExportResult)
}

/// What a dashboard asks of whoever runs it, to be done in order.
public enum DashboardAction: Hashable, Sendable {
    /// Give this command to the source; its outcome comes back in a later view.
    case perform(ClusterCommand)
    /// Write this to a file; what became of it comes back as an event.
    case export(ExportKind, path: String)
    /// End the recording of the screen; that comes back as an event, too.
    case endRecording
    /// End the program.
    case quit

    /// Whether it has to do with a file, and with nothing of the run.
    public var isForFiles: Bool {
        switch self {
        case .export, .endRecording: true
        case .perform, .quit: false
        }
    }
}

/// What the person at the keyboard may do to the cluster.
public enum Access: Hashable, Sendable {
    /// Everything that the source can.
    case full
    /// Look, and move through time.
    case readOnly
}
