import ClusterObservation
import TerminalUI

/// The measures of a spread under its curve: of this one, as predicted, and over all that were repeated;
/// as a table where there is room, else in a line or two.
struct CurveFigures {
    @Shared var model: DashboardModel
    let theme: Theme

    /// A row of the table: the measures in the order of the columns.
    private struct Row {
        var name: String
        var role: Role
        var cells: [String?]
    }

    private static let chartRows = 6
    private static let tableRowsMin = 4

    /// How many rows of a panel the figures take; as many before the first spread is over as after it, so
    /// that nothing jumps.
    func rows(in room: Size) -> Int {
        let left = room.rows - Self.chartRows
        if left >= Self.tableRowsMin { return min(left, expected == nil ? 6 : 7) }
        return room.rows > 4 ? 2 : max(0, room.rows - 1)
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        guard room.rows >= Self.tableRowsMin else {
            return buffer.draw(lines(in: room).prefix(room.rows), in: room)
        }
        let rows = rows
        if trials.count == 0 {
            let rest = room.splitTop(1 + rows.count).rest
            buffer.put(hint, at: rest.origin, maxColumns: rest.columns)
        }
        let table = Table(
            columns: Self.columns,
            rows: rows.prefix(room.rows - 1).map { row in
                [StyledText(row.name, style: theme.style(.dim))]
                    + row.cells.map { StyledText($0 ?? "–", style: theme.style(row.role)) }
            })
        buffer.draw(table, in: room, theme: theme)
    }

    private static let columns = [
        TableColumn("", width: 12, priority: 9),
        TableColumn("residue", width: 8, alignment: .right, priority: 8),
        TableColumn("m", width: 6, alignment: .right, priority: 7),
        TableColumn("t_ave", width: 6, alignment: .right, priority: 6),
        TableColumn("printed", width: 7, alignment: .right, priority: 3),
        TableColumn("t_last", width: 6, alignment: .right, priority: 5),
    ]
}

extension CurveFigures {
    private var measures: SpreadMeasures? { model.view?.curve?.measures }
    private var trials: TrialSeries { model.curve.trials }
    private var expected: PredictedCourse? { model.curve.course ?? model.curve.fresh }

    /// What there is to say, the most important first.
    private var rows: [Row] {
        var rows: [Row] = []
        if let measures {
            let name = measures.isOver ? (residueNow == nil ? "this one" : end) : "so far"
            rows.append(Row(name: name, role: .strong, cells: measured))
        }
        if let residueNow {
            let rest = [String?](repeating: nil, count: Self.columns.count - 2)
            rows.append(Row(name: "now", role: .text, cells: [residueNow] + rest))
        }
        if let expected {
            rows.append(
                Row(
                    name: "predicted", role: .plotPredicted,
                    cells: [
                        Words.part(expected.residue), number(expected.traffic),
                        number(expected.tAve), nil, nil,
                    ]))
        }
        guard trials.count > 0 else { return rows }
        rows.append(row("mean of \(Words.short(trials.count))", .dataNumber, \.mean))
        rows.append(row("± 95 %", .dataNumber, \.halfWidth))
        rows.append(row("std dev", .dim, \.deviation))
        return rows
    }

    /// What the measures stand for when the spread is over.
    private var end: String { model.view?.settings.rumors == nil ? "at its end" : "by rumors" }

    /// The residue as it is now, where it is another than it was when the spread was over.
    private var residueNow: String? {
        guard let measures, measures.isOver, let focus = model.view?.focus, focus.nodes > 0
        else { return nil }
        let now = Words.part(Double(focus.nodes - focus.informed) / Double(focus.nodes))
        return now == Words.part(measures.residue) ? nil : now
    }

    private var measured: [String?] {
        guard let measures else { return [] }
        return [
            Words.part(measures.residue), number(measures.traffic), number(measures.tAve),
            number(measures.tAvePrinted), number(measures.tLast),
        ]
    }

    private func row(_ name: String, _ role: Role, _ figure: (Sample) -> Double?) -> Row {
        let summary = trials.summary
        let times = [summary.traffic, summary.tAve, summary.tAvePrinted, summary.tLast]
        return Row(
            name: name, role: role,
            cells: [summary.residue.flatMap(figure).map(Words.part)]
                + times.map { number($0.flatMap(figure)) })
    }

    private func number(_ value: Double?) -> String? {
        value.map { Words.fixed($0, decimals: $0 < 99.995 ? 2 : 1) }
    }
}

extension CurveFigures {
    /// The same in words, one line for this spread and one for all of them.
    private func lines(in room: Rectangle) -> [StyledText] {
        guard measures != nil else { return [hint] }
        let predicted = expected.map { " (predicted \(Words.part($0.residue)))" } ?? ""
        let short = expected.map { " (\(Words.part($0.residue)))" } ?? ""
        let now = line(predicted, in: room.columns) ?? line(short, in: room.columns)
        return [now, repeated ?? hint].compactMap { $0 }
    }

    /// How to get what is missing.
    private var hint: StyledText {
        let once = "\(model.keyLabel(.repeatRumor)) repeats the rumor"
        let often = "\(model.keyLabel(.keepRepeating)) keeps on"
        return StyledText("none counted yet: \(once), \(often)", style: theme.style(.dim))
    }

    private func line(_ predicted: String, in columns: Int) -> StyledText? {
        let names = ["residue", "m", "t_ave", "printed", "t_last"]
        var line = StyledText()
        for (name, value) in zip(names, measured) where name != "printed" {
            guard let value else { continue }
            if !line.isEmpty { line.append(" · ", style: theme.style(.border)) }
            line.append("\(name) ", style: theme.style(.dim))
            line.append(value, style: theme.style(.strong))
            guard name == "residue" else { continue }
            line.append(predicted, style: theme.style(.plotPredicted))
            if let residueNow { line.append(", now \(residueNow)", style: theme.style(.text)) }
        }
        return line.displayColumns <= columns ? line : nil
    }

    private var repeated: StyledText? {
        let summary = trials.summary
        guard trials.count > 0, let residue = summary.residue, let traffic = summary.traffic
        else { return nil }
        let spread = residue.halfWidth.map { " ± \(Words.part($0))" } ?? ""
        let text =
            "mean of \(Words.short(trials.count)): residue \(Words.part(residue.mean))\(spread)"
            + " · m \(Words.fixed(traffic.mean, decimals: 2))"
        return StyledText(text, style: theme.style(.dataNumber))
    }
}
