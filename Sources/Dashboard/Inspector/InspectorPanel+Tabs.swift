import ClusterObservation
import TerminalUI

extension InspectorPanel {
    /// The rows of the chosen tab that are in view.
    func content(of detail: ReplicaDetail, in range: Range<Int>) -> InspectorContent {
        switch model.inspector.tab {
        case .entries: entries(of: detail, in: range)
        case .clock: clock(of: detail, in: range)
        case .cache: cache(of: detail, in: range)
        case .rumors: rumors(of: detail, in: range)
        case .counters: counters(of: detail, in: range)
        }
    }

    private func entries(of detail: ReplicaDetail, in range: Range<Int>) -> InspectorContent {
        let top = model.inspector.entriesTop
        let places = range.lowerBound - top..<range.upperBound - top
        let shown = detail.entries[places.clamped(to: detail.entries.indices)]
        return InspectorContent(
            columns: [
                TableColumn("key", width: 7, priority: 9, growth: 2),
                TableColumn("value", width: 8, priority: 8, growth: 2),
                TableColumn("write clock", width: 11, priority: 6, growth: 3),
                TableColumn("context", width: 11, priority: 4, growth: 3),
                TableColumn("state", width: 5, priority: 7),
                TableColumn(
                    "know", width: max(7, 2 * "\(model.view?.totals.live ?? 0)".count + 1),
                    alignment: .right, priority: 5),
                TableColumn("hops", width: 4, alignment: .right, priority: 2),
                TableColumn("age", width: 5, alignment: .right, priority: 3),
            ],
            rows: shown.map(row), absence: "no entries yet")
    }

    private func row(of entry: EntryDetail) -> [StyledText] {
        let look = NodeLook.state(entry.state)
        return [
            text("\(entry.update.key)", .dataKey), value(of: entry.update),
            text("\(entry.update.clock)", .dataClock), text("\(entry.context)", .dim),
            text("\(look.glyph(in: theme)) \(look.letter)", look.role),
            text("\(entry.holders)/\(model.view?.totals.live ?? 0)", .dataNumber),
            text("\(entry.hops)", .dim), text(age(since: entry.modified), .dim),
        ]
    }

    /// The value, or the sign of a death certificate with its age.
    private func value(of update: ClusterUpdate) -> StyledText {
        switch update.content {
        case .value(let value): return text("\(value)", .dataValue)
        case .deathCertificate(let created):
            let text = "\(theme.glyph(.dataDeleted)) \(age(since: created))"
            return self.text(text, .dataDeleted)
        }
    }

    private func age(since moment: Moment) -> String {
        let now = model.view?.time.now ?? moment
        return Words.age(TimeSpan(nanoseconds: now.nanoseconds - moment.nanoseconds))
    }

    private func clock(of detail: ReplicaDetail, in range: Range<Int>) -> InspectorContent {
        let runs = detail.status.clock.runs
        return InspectorContent(
            columns: [
                TableColumn("origin", width: 10, priority: 3),
                TableColumn("seen to", width: 8, alignment: .right, priority: 2),
                TableColumn("missing below", width: 14, priority: 1, growth: 1),
            ],
            rows: runs[range.clamped(to: runs.indices)].map { run in
                let gaps = run.gaps.map(Words.range).joined(separator: ", ")
                return [
                    text("\(run.origin)", .dataKey), text("\(run.highest)", .dataClock),
                    text(gaps.isEmpty ? "nothing" : gaps, gaps.isEmpty ? .dim : .warning),
                ]
            }, absence: "it has seen no write yet")
    }

    private func cache(of detail: ReplicaDetail, in range: Range<Int>) -> InspectorContent {
        let places = range.clamped(to: detail.cache.indices)
        return InspectorContent(
            columns: [
                TableColumn("#", width: 3, alignment: .right, priority: 1),
                TableColumn("key", width: 8, priority: 9, growth: 2),
                TableColumn("value", width: 8, priority: 8, growth: 2),
                TableColumn("write clock", width: 11, priority: 5, growth: 3),
                TableColumn("age", width: 5, alignment: .right, priority: 7),
            ],
            rows: places.map { place in
                let item = detail.cache[place]
                return [
                    text("\(place + 1)", .dim), text("\(item.update.key)", .dataKey),
                    value(of: item.update), text("\(item.update.clock)", .dataClock),
                    text(Words.age(item.age), .dataNumber),
                ]
            }, absence: "the cache is empty")
    }

    private func rumors(of detail: ReplicaDetail, in range: Range<Int>) -> InspectorContent {
        let places = range.clamped(to: detail.rumors.indices)
        return InspectorContent(
            columns: [
                TableColumn("key", width: 8, priority: 9, growth: 2),
                TableColumn("value", width: 8, priority: 8, growth: 2),
                TableColumn("update", width: 8, priority: 4, growth: 1),
                TableColumn("counter", width: 7, alignment: .right, priority: 7),
                TableColumn("rounds", width: 6, alignment: .right, priority: 6),
            ],
            rows: places.map { place in
                let rumor = detail.rumors[place]
                return [
                    text("\(rumor.update.key)", .dataKey), value(of: rumor.update),
                    text("\(rumor.update.id)", .dim), text(counter(of: rumor), .infected),
                    text("\(rumor.rounds)", .dataNumber),
                ]
            }, absence: "nothing is hot here")
    }

    /// The counter, out of what ends it where the rule counts.
    private func counter(of rumor: RumorDetail) -> String {
        switch model.view?.settings.rumors?.removal {
        case .counter(let limit, _): "\(rumor.counter)/\(limit)"
        case .timeToLive(let rounds): "\(rumor.rounds)/\(rounds)"
        case .coin, .decay, .never, nil: "\(rumor.counter)"
        }
    }

    private func counters(of detail: ReplicaDetail, in range: Range<Int>) -> InspectorContent {
        InspectorContent(
            columns: [
                TableColumn("what was dropped, refused or repeated", width: 38, growth: 1),
                TableColumn("count", width: 9, alignment: .right, priority: 1),
            ],
            rows: detail.counters[range.clamped(to: detail.counters.indices)].map {
                [text($0.name, .text), text(Words.grouped($0.count), .dataNumber)]
            }, absence: "nothing was dropped, refused or repeated here")
    }

    private func text(_ text: String, _ role: Role) -> StyledText {
        StyledText(text, style: theme.style(role))
    }
}
