import ClusterObservation
import Dashboard
import EpidemicSimulation
import TerminalUI

/// Everything that can be written to a file, as it is at one moment.
struct Exporter {
    @Shared var source: SimulatedCluster
    @Shared var model: DashboardModel
    let theme: Theme
    let glyphs: GlyphSet
    let log: ActionLog
    /// The options of the run.
    let arguments: [String]

    /// Writes a file that is not there yet: all of it, or there is none afterwards either.
    func write(_ kind: ExportKind, to path: String) -> ExportResult {
        if let refusal = refusal(of: kind) { return .failed(refusal) }
        do throws(OutputFile.Trouble) {
            try OutputFile.make(OutputPath.full(path)) { file throws(OutputFile.Trouble) in
                try lines(of: kind) { line throws(OutputFile.Trouble) in try file.write(line) }
            }
            return .written(path: path)
        } catch {
            return OutputPath.result(of: error, at: path)
        }
    }

    /// Why there is nothing to write, found out before a file is made.
    private func refusal(of kind: ExportKind) -> String? {
        switch kind {
        case .curve: curve == nil ? "there is no curve: no update is focused" : nil
        case .shiviz:
            nodeCount > ShiVizLog.hostsMax
                ? "a ShiViz log of \(nodeCount) nodes: it can have at most \(ShiVizLog.hostsMax)"
                : nil
        case .text, .ansi, .svg, .cast, .events, .actions, .session: nil
        }
    }

    private func lines(
        of kind: ExportKind, to take: (String) throws(OutputFile.Trouble) -> Void
    ) throws(OutputFile.Trouble) {
        switch kind {
        case .text: try take(screen.text())
        case .ansi: try take(screen.ansi(depth: .truecolor))
        case .svg: try take(screen.svg(ground: theme.pictureGround))
        // A recording is not written at one moment: see `ScreenRecording`.
        case .cast: break
        case .events:
            try source.replay { event throws(OutputFile.Trouble) in
                try take(JSONLines.line(for: event))
            }
        case .curve:
            for line in curve.map(CurveCSV.lines) ?? [] { try take(line) }
        case .shiviz: try tellToShiViz(take)
        case .actions: try take(String(log.script.dropLast()))
        case .session:
            var header = SessionHeader()
            header.add(.ends, "\(source.fingerprint)")
            let text = SavedSession.text(
                arguments: arguments, header: header, script: log.script)
            try take(String(text.dropLast()))
        }
    }

    private func tellToShiViz(
        _ take: (String) throws(OutputFile.Trouble) -> Void
    ) throws(OutputFile.Trouble) {
        for line in ShiVizLog.header { try take(line) }
        var log = ShiVizLog(hosts: nodeCount)
        try source.replay { event throws(OutputFile.Trouble) in
            for line in log.lines(for: event) { try take(line) }
        }
    }

    private var nodeCount: Int { model.view?.totals.nodes ?? 0 }

    private var screen: CellBuffer { model.atScreen.screen(theme: theme, glyphs: glyphs) }

    /// The focused update's curve with all the points that there are.
    private var curve: SpreadCurve? {
        var source = source
        var interest = Interest(focus: model.focus)
        interest.curveMax = 10_000
        return source.observe(interest).curve
    }
}
