import ClusterObservation
import CursesTerminal
import EpidemicSimulation
import TerminalUI

/// The loop of the live screen: events and frames go into the session, screens come out.
///
/// A frame is asked for only while time runs, and only after the one before it: a paused dashboard
/// costs nothing, and a slow one drops frames instead of falling behind.
@MainActor
final class LiveLoop {
    private let terminal: CursesScreen
    private var session: Session<SimulatedCluster>
    private let clock = ContinuousClock()
    private var lastFrame: ContinuousClock.Instant
    private var isFramePending = false

    private let themes: FolderWatch
    private let inbox: AsyncStream<Occurrence>.Continuation
    private let occurrences: AsyncStream<Occurrence>

    private enum Occurrence: Sendable {
        case terminal(TerminalEvent)
        case frame
        case themesChanged
    }

    /// The time between two frames.
    private static let frameInterval = Duration.milliseconds(33)
    /// What has been missed beyond this, as after a suspension, is not caught up.
    private static let lagMax = Duration.milliseconds(250)
    /// Events of the simulation between two screens.
    private static let eventsMax = 10_000

    init(_ session: Session<SimulatedCluster>, on terminal: CursesScreen) {
        self.session = session
        self.terminal = terminal
        lastFrame = clock.now
        let (occurrences, inbox) = AsyncStream<Occurrence>.makeStream()
        (self.occurrences, self.inbox) = (occurrences, inbox)
        themes = FolderWatch { inbox.yield(.themesChanged) }
    }

    /// Runs until the user leaves, a signal comes or the terminal goes; the terminal stays open.
    func run() async -> ExitStatus {
        let forwarding = Task { [terminal, inbox] in
            for await event in terminal.events { inbox.yield(.terminal(event)) }
            inbox.yield(.terminal(.closed))
        }
        defer { forwarding.cancel() }
        session.handle(.resize(terminal.size))
        show()
        for await occurrence in occurrences {
            if let ending = take(occurrence) { return ending }
            guard session.isOpen else { return .done }
            show()
        }
        return .done
    }

    private func take(_ occurrence: Occurrence) -> ExitStatus? {
        switch occurrence {
        case .frame: passTime()
        case .themesChanged: session.readThemesAgain()
        case .terminal(.key(let key)): session.handle(.key(key))
        case .terminal(.paste(let text)): session.handle(.paste(text))
        case .terminal(.resize(let size)): session.handle(.resize(size))
        case .terminal(.mouse(let event)): session.handle(.mouse(event))
        case .terminal(.signal(let signal)): return .signalled(signal)
        case .terminal(.closed): return .signalled(.hangUp)
        }
        return nil
    }

    private func passTime() {
        isFramePending = false
        let now = clock.now
        let passed = min(now - lastFrame, Self.lagMax)
        lastFrame = now
        let (seconds, attoseconds) = passed.components
        let wall = TimeSpan(nanoseconds: seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        session.elapse(wall, eventsMax: Self.eventsMax)
    }

    private func show() {
        terminal.setMouse(session.mouse)
        themes.follow(session.themeFolders)
        terminal.present(session.screen)
        guard session.isRunning else {
            lastFrame = clock.now
            return
        }
        askForFrame()
    }

    private func askForFrame() {
        guard !isFramePending else { return }
        isFramePending = true
        Task { [inbox] in
            try? await Task.sleep(for: Self.frameInterval)
            inbox.yield(.frame)
        }
    }
}
