import ClusterObservation
import TerminalUI

/// The line at the top: what runs, where it is in time, and whether everybody agrees.
///
/// As the screen gets narrower whole parts drop out, the least important first, and a mark says that
/// there is more.
struct StatusLine {
    /// A piece of the line; of two pieces the one with the higher rank stays longer.
    struct Part {
        var text: StyledText
        var rank: Int
        /// The columns that it may come to need beside those that it has: nothing else shall go when it
        /// needs them.
        var reserve = 0

        init(_ text: String, _ style: Style, rank: Int) {
            self.text = StyledText(text, style: style)
            self.rank = rank
        }
    }

    @Shared var model: DashboardModel
    let theme: Theme

    func draw(in line: Rectangle, into buffer: inout CellBuffer) {
        buffer.fill(line, style: theme.style(.status))
        let (left, right) = fitted(in: line.columns - 2)
        buffer.put(left, at: Point(column: line.column + 1, row: line.row))
        let start = line.endColumn - 1 - right.displayColumns
        buffer.put(right, at: Point(column: start, row: line.row))
    }

    /// The direction, the reaction and the rule of removal tell more than the program's name does.
    private static let brandRank = 66

    /// Both ends of the line, without the parts that do not fit.
    private func fitted(in columns: Int) -> (left: StyledText, right: StyledText) {
        var left = whatRuns
        var right = whereItIs
        var isShort = false
        while true {
            let ends = (joined(left, more: isShort ? " …" : ""), joined(right, more: ""))
            let reserve = right.reduce(2) { $0 + $1.reserve }
            if ends.0.displayColumns + ends.1.displayColumns + reserve <= columns { return ends }
            guard let least = (left + right).map(\.rank).min() else { return ends }
            if let index = left.lastIndex(where: { $0.rank == least }) {
                left.remove(at: index)
                isShort = true
            } else {
                right.removeAll { $0.rank == least }
            }
        }
    }

    private func joined(_ parts: [Part], more: String) -> StyledText {
        var line = StyledText()
        for (place, part) in parts.enumerated() {
            let divider = place == 1 && parts[0].rank == Self.brandRank ? " ▸ " : " · "
            if !line.isEmpty { line.append(divider, style: theme.style(.border)) }
            line.append(part.text)
        }
        if !more.isEmpty { line.append(more, style: theme.style(.dim)) }
        return line
    }
}

extension StatusLine {
    /// Source, size, shape and protocol.
    private var whatRuns: [Part] {
        let status = theme.style(.status)
        let brand = Part("outbreak", theme.style(.brand), rank: Self.brandRank)
        guard let view = model.view else {
            return [brand, Part("waiting for the cluster", theme.style(.dim), rank: 50)]
        }
        var parts = [
            brand, Part(view.source, theme.style(.strong), rank: 85),
            Part(Words.count(view.totals.nodes, "node"), status, rank: 79),
            Part(Words.topology(view.topology), status, rank: 50),
        ]
        for (index, word) in Words.spreading(view.settings.rumors).enumerated() {
            parts.append(Part(word, status, rank: index < 3 ? 69 - index : 68 - index))
        }
        for (index, word) in Words.otherLayers(view.settings).enumerated() {
            parts.append(Part(word, theme.style(.dim), rank: 20 - index))
        }
        return parts
    }

    /// Trouble, agreement, seed and time.
    private var whereItIs: [Part] {
        guard let view = model.view else { return [] }
        var parts = warnings(in: view) + [agreement(in: view.totals)]
        parts += down(in: view.totals)
        if let seed = view.seed { parts.append(Part("seed \(seed)", theme.style(.dim), rank: 73)) }
        parts.append(
            Part("round \(Words.grouped(view.time.round))", theme.style(.status), rank: 74))
        parts.append(Part(Words.clock(view.time.now), theme.style(.strong), rank: 80))
        return parts + [pace(of: view.time)]
    }

    private func warnings(in view: ClusterView) -> [Part] {
        var parts: [Part] = []
        if view.isUnsafe { parts.append(Part(" UNSAFE ", theme.style(.alarm), rank: 99)) }
        if view.hasDiverged { parts.append(divergence(in: view.totals)) }
        if let undone = view.focus?.undone, undone > 0 {
            parts.append(
                Part(" CAME BACK \(Words.grouped(undone)) ", theme.style(.alarm), rank: 98))
        }
        if let loss = view.network?.loss, loss > 0 {
            parts.append(Part(Words.loss(loss), theme.style(.warning), rank: 71))
        }
        if model.access == .readOnly {
            parts.append(Part("read-only", theme.style(.warning), rank: 76))
        }
        if model.recording != nil {
            parts.append(Part("\(theme.glyph(.infected)) REC", theme.style(.alarm), rank: 98))
        }
        if model.repetition.isOn {
            parts.append(Part(" REPEATING ", theme.style(.paused), rank: 97))
        }
        if view.time.hasFuture {
            parts.append(Part("back in time", theme.style(.warning), rank: 96))
        }
        return parts
    }

    /// That two replicas met with unequal values under equal clocks; a memory only, once all tables are equal.
    private func divergence(in totals: ClusterTotals) -> Part {
        totals.roots > 1
            ? Part(" DIVERGED \(totals.divergences) ", theme.style(.alarm), rank: 99)
            : Part("had diverged", theme.style(.warning), rank: 81)
    }

    /// How many replicas have the same table; that all have is said only when it is true.
    private func agreement(in totals: ClusterTotals) -> Part {
        guard totals.live > 0 else {
            return Part("nobody is up", theme.style(.warning), rank: 95)
        }
        let share = "\(Words.grouped(totals.agreeing))/\(Words.grouped(totals.live))"
        let converged = "\(theme.glyph(.converged)) CONVERGED "
        if totals.isConverged { return Part(converged + share, theme.style(.converged), rank: 95) }
        let text = "agree \(share)"
        var part = Part(text, theme.style(.strong), rank: 95)
        let widest = converged.displayColumns + 2 * Words.grouped(totals.live).count + 1
        part.reserve = max(0, widest - text.displayColumns)
        return part
    }

    private func down(in totals: ClusterTotals) -> [Part] {
        guard totals.down > 0 else { return [] }
        let isNamed = totals.down <= 3 && totals.downNames.count == totals.down
        let who = isNamed ? totals.downNames.joined(separator: " ") : Words.grouped(totals.down)
        return [Part("\(who) down", theme.style(.down), rank: 75)]
    }

    /// Speed or PAUSED, equally wide, so that nothing moves when it changes.
    private func pace(of time: TimeStatus) -> Part {
        if time.isPaused { return Part(" PAUSED ", theme.style(.paused), rank: 100) }
        let speed = time.speed.map(Words.speed) ?? "live"
        let isLate = time.isLagging
        let text = "\(theme.glyph(.running)) \(speed)" + (isLate ? " lagging" : "")
        return Part(
            text.fitted(toColumns: max(8, text.displayColumns), alignment: .centre),
            theme.style(isLate ? .warning : .running), rank: 100)
    }
}
