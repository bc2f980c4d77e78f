import ClusterObservation
import TerminalUI

/// How the focused update spreads over time, beside what theory predicts, and what repeating it tells.
struct CurvePanel: PanelView {
    @Shared var model: DashboardModel
    let theme: Theme

    /// How many points a curve in a frame can show.
    static func pointsMax(in area: Rectangle) -> Int { 4 * area.columns }

    private var figures: CurveFigures { CurveFigures(model: _model, theme: theme) }

    /// The update.
    var titles: [StyledText] {
        guard let update = model.view?.curve?.measures.update else { return [] }
        var line = StyledText(Words.update(update), style: theme.style(.dataKey))
        let short = line
        line.append(" · \(model.lives.text(update.id))", style: theme.style(.dim))
        return [line, short]
    }

    /// Whether rumors are repeated, how many nodes know this one, and how many did when it was over, where
    /// these are not as many.
    var notes: [StyledText] {
        guard let view = model.view, let measures = view.curve?.measures, let focus = view.focus
        else { return repeating }
        let reached = share(measures.informed, of: measures.nodes)
        let known = share(focus.informed, of: focus.nodes)
        let fewest = "\(Words.short(focus.informed))/\(Words.short(focus.nodes))"
        let know = [known, fewest].map { StyledText("know \($0)", style: theme.style(.strong)) }
        let gap = StyledText(" ", style: theme.style(.border))
        let end = view.settings.rumors == nil ? "over at" : "rumors died at"
        let both =
            measures.isOver && reached != known
            ? know.map { StyledText("\(end) \(reached) · ", style: theme.style(.dim)) + $0 } : []
        let counts = both + know
        return repeating.flatMap { line in counts.map { line + gap + $0 } } + repeating + counts
    }

    private func share(_ part: Int, of whole: Int) -> String {
        "\(Words.grouped(part))/\(Words.grouped(whole))"
    }

    private var repeating: [StyledText] {
        guard model.repetition.isOn else { return [] }
        return [StyledText(" REPEATING ", style: theme.style(.paused))]
    }

    /// What the dotted lines are, or why there are none; since when spreads are counted.
    var footnotes: [StyledText] {
        guard let view = model.view else { return [] }
        let dashes = "\(Glyph.dashedHorizontal.unicode)\(Glyph.dashedHorizontal.unicode)"
        let prediction =
            view.predictionRefusal.map { "not predicted: \(Words.predictionRefusal($0))" }
            ?? "\(dashes) predicted"
            + (view.settings.spreadsByRumorsAlone ? "" : " for rumors alone")
        let since = model.curve.trials.restart.map {
            "counted since \(Words.clock($0.moment)): \(Words.restart($0.cause))"
        }
        let printed = "printed: t_ave as Tables 1 and 2 of the paper have it"
        let parts = [since, prediction].compactMap { $0 }
        return [[printed] + parts, parts, [parts[0]]].map {
            StyledText($0.joined(separator: " · "), style: theme.style(.dim))
        }
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        let figures = figures
        let (upper, lower) = room.splitBottom(figures.rows(in: room.size))
        if let curve = model.view?.curve, !curve.points.isEmpty {
            buffer.draw(chart(of: curve), in: upper, theme: theme)
        } else {
            let text = "no update to follow yet: make one with \(model.keyLabel(.update))"
            buffer.put(text, at: upper.origin, style: theme.style(.dim), maxColumns: upper.columns)
        }
        figures.draw(in: lower, into: &buffer)
    }
}

extension ProtocolSettings {
    /// Whether no other layer carries updates: only then a prediction is of all that happens.
    fileprivate var spreadsByRumorsAlone: Bool {
        mail == .off && cache.interval == nil && antiEntropy.method == nil
    }
}

extension CurvePanel {
    /// The states as they were, and as they are expected; a fourth where another update wins over this one.
    private func chart(of curve: SpreadCurve) -> Chart {
        let time = CurveTime(of: curve, model.view?.settings.rumors)
        let nodes = curve.points.map(\.nodes).max() ?? 1
        return Chart(
            measured(curve.points, time) + (model.curve.course.map { predicted($0, time) } ?? []),
            x: Chart.Axis(
                .nice(covering: time.span(of: curve.points, expected: model.curve.course)),
                unit: time.unit),
            y: Chart.Axis(.exact(Double(max(1, nodes)))))
    }

    private func measured(_ points: [CurvePoint], _ time: CurveTime) -> [Chart.Series] {
        func series(_ role: Role, _ label: String, _ count: (CurvePoint) -> Int) -> Chart.Series {
            Chart.Series(
                points.map { Chart.Place(x: time.x(of: $0), y: Double(count($0))) }, role: role,
                label: label)
        }
        let wins = points.contains { $0.superseded > 0 }
        return [
            series(.susceptible, "S") { $0.susceptible }, series(.infected, "I") { $0.infected },
            series(.removed, "R") { $0.removed },
        ] + (wins ? [series(.superseded, "R") { $0.superseded }] : [])
    }

    private func predicted(_ course: PredictedCourse, _ time: CurveTime) -> [Chart.Series] {
        func series(
            _ role: Role, _ count: (PredictedCourse.Point) -> Double
        ) -> Chart.Series {
            Chart.Series(
                course.points.map { Chart.Place(x: $0.round, y: count($0)) }, line: .dotted,
                role: role)
        }
        return [
            series(.susceptible) { $0.susceptible }, series(.infected) { $0.infected },
            series(.removed) { $0.removed },
        ]
    }
}
