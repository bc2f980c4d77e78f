import Epidemic
import EpidemicSimulation
import TerminalUI

/// Runs a script on a session: the whole program, without a terminal and without a clock.
///
/// Time passes only by `advance`, so what is printed depends on the script, the seed and the size
/// alone.
final class ScriptRunner {
    private(set) var session: Session<SimulatedCluster>
    private let script: Script
    private let seed: UInt64
    /// Virtual time that was let pass: the clock of a recording.
    private var passed = Duration.zero

    init(_ script: Script, on session: Session<SimulatedCluster>, seed: UInt64) {
        self.script = script
        self.session = session
        self.seed = seed
    }

    /// Runs to the end of the script or of the program.
    ///
    /// - Parameter write: takes a line of output.
    /// - Throws: `Complaint` about the first expectation that does not hold.
    func run(write: (String) throws(Complaint) -> Void) throws(Complaint) -> ExitStatus {
        for step in script.steps {
            guard session.isOpen else {
                guard step.command != .quit else { break }
                throw complaint(step, "the program has ended before this")
            }
            switch step.command {
            case .quit: return .done
            case .key(.control("c")): return .signalled(.interrupt)
            default: try run(step, write: write)
            }
            if session.isRecording { session.film(session.screen, at: passed) }
        }
        return .done
    }

    private func run(
        _ step: ScriptStep, write: (String) throws(Complaint) -> Void
    ) throws(Complaint) {
        switch step.command {
        case .key(let key): session.handle(.key(key))
        case .type(let text): for character in text { session.handle(.key(.character(character))) }
        case .paste(let text): session.handle(.paste(text))
        case .mouse(let event):
            try require([event.point], step)
            session.handle(.mouse(event))
        case .click(let point): try hold(.left, from: point, to: point, step)
        case .drag(let start, let end): try hold(.left, from: start, to: end, step)
        case .advance(let time): advance(time)
        case .resize(let size): session.handle(.resize(size))
        case .perform(let command):
            if let refusal = session.perform(command) { throw complaint(step, refusal) }
        case .expect(let text):
            guard !isShown(text) else { break }
            try write(session.screen.text())
            throw complaint(step, "'\(text)' is not on the screen")
        case .expectNot(let text):
            guard isShown(text) else { break }
            try write(session.screen.text())
            throw complaint(step, "'\(text)' is on the screen and must not be")
        case .screen(let label):
            if let label { try write("# \(label)") }
            try write(session.screen.text())
        case .quit: break
        }
    }

    /// Lets time pass. What a recording shows meanwhile is looked at in a copy: whether there is one
    /// changes nothing.
    private func advance(_ time: Interval) {
        let whole = Duration.nanoseconds(time.nanoseconds)
        if session.isRecording {
            var ahead = session
            let frames = min(max(1, time.nanoseconds / Self.frameNanoseconds), Self.framesMax)
            for frame in 1..<max(1, frames) {
                ahead.advance(time / frames)
                session.film(ahead.screen, at: passed + whole * Int(frame) / Int(frames))
            }
        }
        session.advance(time)
        passed += whole
    }

    private static let frameNanoseconds: Int64 = 100_000_000
    /// Frames of one stretch of time in a recording; a longer one passes in larger steps.
    private static let framesMax: Int64 = 600

    /// Presses a button at one cell and lets it go at another, or at the same.
    private func hold(
        _ button: MouseEvent.Button, from start: Point, to end: Point, _ step: ScriptStep
    ) throws(Complaint) {
        try require([start, end], step)
        session.handle(.mouse(MouseEvent(action: .press(button), at: start)))
        if start != end {
            session.handle(.mouse(MouseEvent(action: .drag(button), at: end)))
        }
        session.handle(.mouse(MouseEvent(action: .release, at: end)))
    }

    private func require(_ points: [Point], _ step: ScriptStep) throws(Complaint) {
        for point in points where !session.size.covers(point) {
            let place = "column \(point.column + 1), row \(point.row + 1)"
            throw complaint(step, "\(place) is outside the screen of \(session.size)")
        }
    }

    private func isShown(_ text: String) -> Bool {
        let screen = session.screen
        return (0..<screen.size.rows).contains { screen.rowText($0).contains(text) }
    }

    private func complaint(_ step: ScriptStep, _ sentence: String) -> Complaint {
        .failed("\(script.source), line \(step.line): \(sentence) (seed \(seed))")
    }
}

extension Size {
    /// Whether a screen of this extent has the cell.
    fileprivate func covers(_ point: Point) -> Bool {
        (0..<columns).contains(point.column) && (0..<rows).contains(point.row)
    }
}
