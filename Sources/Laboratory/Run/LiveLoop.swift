import ClusterObservation
import CursesTerminal
import TerminalUI

/// The loop of the live screen: events and frames go into the session, screens come out.
///
/// Whatever has come in by the time that it is looked at yields one screen. A frame is asked for only
/// while time runs, and only after the one before it: a paused dashboard costs nothing, and a slow one
/// drops frames instead of falling behind.
@MainActor
final class LiveLoop<Source: ClusterSource> {
    private let terminal: CursesScreen
    private let screen: LiveScreen<Source>
    private lazy var themes = PlaceWatch { [weak self] in self?.note(.themesChanged) }
    private let clock = ContinuousClock()
    private var lastFrame: ContinuousClock.Instant
    private var nextFrame: (due: ContinuousClock.Instant, task: Task<Void, Never>)?

    /// What has come in since the last screen, in order.
    private var waiting: [Occurrence] = []
    private let bell: AsyncStream<Void>.Continuation
    private let rings: AsyncStream<Void>

    private enum Occurrence: Sendable {
        case terminal(TerminalEvent)
        case frame
        case themesChanged
    }

    /// The time between two frames: while an update spreads, and while only the clock moves and the
    /// messages that would be there without one.
    private static func interval(_ motion: Motion) -> Duration {
        switch motion {
        case .spreading: .milliseconds(40)
        case .background, .none: .milliseconds(100)
        }
    }

    /// Between two frames there is always time for keys.
    private static var pauseMin: Duration { .milliseconds(5) }
    /// What has been missed beyond this, as after a suspension, is not caught up.
    private static var lagMax: Duration { .milliseconds(250) }

    init(_ session: Session<Source>, on terminal: CursesScreen) {
        self.terminal = terminal
        screen = LiveScreen(session, on: terminal)
        lastFrame = clock.now
        (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Runs until the user leaves, a signal comes or the terminal goes; the terminal stays open.
    func run() async -> ExitStatus {
        let forwarding = Task {
            for await event in terminal.events { note(.terminal(event)) }
            note(.terminal(.closed))
        }
        defer {
            forwarding.cancel()
            nextFrame?.task.cancel()
        }
        screen.session.handle(.resize(terminal.size))
        show()
        for await _ in rings {
            let occurrences = waiting
            waiting = []
            for occurrence in occurrences {
                if let ending = take(occurrence) { return ending }
                guard screen.session.isOpen else { return .done }
            }
            show()
        }
        return .done
    }

    private func note(_ occurrence: Occurrence) {
        waiting.append(occurrence)
        bell.yield()
    }

    private func take(_ occurrence: Occurrence) -> ExitStatus? {
        switch occurrence {
        case .frame: passTime()
        case .themesChanged: screen.session.readThemesAgain()
        case .terminal(.key(let key)): screen.session.handle(.key(key))
        case .terminal(.paste(let text)): screen.session.handle(.paste(text))
        case .terminal(.resize(let size)): screen.session.handle(.resize(size))
        case .terminal(.mouse(let event)): screen.session.handle(.mouse(event))
        case .terminal(.signal(let signal)): return .signalled(signal)
        case .terminal(.closed): return .signalled(.hangUp)
        }
        return nil
    }
}

extension LiveLoop {
    private func show() {
        themes.follow(screen.session.themePlaces)
        screen.show()
        if screen.session.isRunning { askForFrame() } else { lastFrame = clock.now }
    }

    private func passTime() {
        nextFrame = nil
        let now = clock.now
        screen.passTime(min(now - lastFrame, Self.lagMax))
        lastFrame = now
    }

    /// Asks for the next frame, or for one sooner than that if something has begun to move.
    private func askForFrame() {
        let interval = Self.interval(screen.session.motion)
        let due = max(lastFrame + interval, clock.now + Self.pauseMin)
        if let nextFrame, nextFrame.due <= due { return }
        nextFrame?.task.cancel()
        let task = Task {
            do { try await clock.sleep(until: due) } catch { return }
            note(.frame)
        }
        nextFrame = (due, task)
    }
}
