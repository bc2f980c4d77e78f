import ClusterObservation
import CursesTerminal
import TerminalUI

/// A session on the terminal: time passes in it, and it is shown.
///
/// However large the cluster and however fast its time, a frame takes only so long; what cannot
/// happen in it is late, and the dashboard says so.
@MainActor
final class LiveScreen<Source: ClusterSource> {
    var session: Session<Source>
    private let terminal: CursesScreen
    private let clock = ContinuousClock()
    private let began: ContinuousClock.Instant
    private var frame: CellBuffer

    /// How long the simulation may run in one frame.
    private static var runMax: Duration { .milliseconds(12) }

    init(_ session: Session<Source>, on terminal: CursesScreen) {
        self.session = session
        self.terminal = terminal
        began = clock.now
        frame = CellBuffer(size: terminal.size, glyphs: terminal.glyphs)
    }

    /// Lets wall time pass.
    func passTime(_ wall: Duration) {
        let (seconds, attoseconds) = wall.components
        let span = TimeSpan(nanoseconds: seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        let end = clock.now + Self.runMax
        session.elapse(span) { clock.now < end }
    }

    /// Writes what has changed on the screen.
    func show() {
        terminal.setMouse(session.mouse)
        session.draw(into: &frame)
        if session.isRecording { session.film(frame, at: clock.now - began) }
        terminal.present(&frame)
    }
}
