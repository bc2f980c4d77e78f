import ClusterObservation
import Dashboard
import EpidemicSimulation
import TerminalUI

// The files that a session writes.

extension Session {
    /// Writes a file, or begins a recording, and tells the dashboard what became of it.
    mutating func export(_ kind: ExportKind, to path: String) {
        guard files == .writable else {
            return tell(.failed("a saved session writes no files when it is opened"))
        }
        switch kind {
        case .cast: tell(record(to: path))
        case .text, .ansi, .svg, .events, .curve, .shiviz, .actions, .session:
            tell(exporter?.write(kind, to: path) ?? .failed("only a simulation can be written"))
        }
    }

    private mutating func record(to path: String) -> ExportResult {
        if let recording { return .failed("the screen is being recorded to \(recording.path)") }
        do throws(OutputFile.Trouble) {
            recording = try ScreenRecording(path, at: OutputPath.full(path), size: size)
            return .recording(path: path)
        } catch {
            return OutputPath.result(of: error, at: path)
        }
    }

    mutating func endRecording() {
        guard let path = recording?.path else { return }
        recording = nil
        tell(.written(path: path))
    }

    /// Whether the screen is being recorded.
    var isRecording: Bool { recording != nil }

    /// Takes what the screen shows into the recording, if there is one.
    ///
    /// - Parameter time: of a clock that runs through the whole recording.
    mutating func film(_ frame: CellBuffer, at time: Duration) {
        guard let recording else { return }
        do throws(OutputFile.Trouble) {
            try recording.append(frame, at: time)
        } catch {
            endRecording()
            tell(OutputPath.brokenOff(by: error, at: recording.path))
        }
    }
}
