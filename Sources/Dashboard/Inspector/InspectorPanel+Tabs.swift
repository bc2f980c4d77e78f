import ClusterObservation
import TerminalUI

extension InspectorPanel {
    /// The rows of the chosen tab that are in view.
    func content(of detail: ReplicaDetail, in range: Range<Int>) -> InspectorContent {
        switch model.inspector.tab {
        case .entries: entries(of: detail, in: range)
        case .journey: journey(in: range)
        case .clock: clock(of: detail, in: range)
        case .cache: cache(of: detail, in: range)
        case .rumors: rumors(of: detail, in: range)
        case .members: members(of: detail, in: range)
        case .dormant: dormant(of: detail, in: range)
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
                    "know", width: max(7, 2 * Words.grouped(live).count + 1),
                    alignment: .right, priority: 5),
                TableColumn("hops", width: 4, alignment: .right, priority: 2),
                TableColumn("age", width: 5, alignment: .right, priority: 3),
            ],
            rows: shown.map { row(of: $0, at: detail.status.dot) },
            absence: absence(of: detail.status))
    }

    private var live: Int { model.view?.totals.live ?? 0 }

    /// Whether it is a real node that is down: what is on its disk cannot be seen.
    func isSilent(_ status: ReplicaStatus) -> Bool {
        status.dot.condition.isDown && model.view?.time.speed == nil
    }

    /// Why there are no entries.
    private func absence(of status: ReplicaStatus) -> String {
        if isSilent(status) { return "it is down, and does not tell what it holds" }
        if status.dot.condition.isDown { return "it is down, and nothing is on its disk" }
        guard status.clock.runs.isEmpty else {
            return "no entries any more: all that was written is deleted and forgotten"
        }
        let life = status.identity
        return model.lives.text(life) == life.name.text
            ? "no entries yet" : "nothing has come to it yet in its epoch \(life.epoch)"
    }

    /// At a node that is down an update is neither hot nor at rest.
    private func row(of entry: EntryDetail, at dot: NodeDot) -> [StyledText] {
        let isDown = dot.condition.isDown
        let look = isDown ? NodeLook(dot) : NodeLook.state(entry.state)
        return [
            text("\(entry.update.key)", .dataKey), value(of: entry.update),
            text(model.lives.text(entry.update.clock), .dataClock),
            text(model.lives.text(entry.context), .dim),
            text("\(look.glyph(in: theme)) \(look.letter)", look.role),
            text(
                Words.grouped(entry.holders) + "/" + Words.grouped(live),
                .dataNumber),
            text("\(entry.hops)", .dim), text(age(since: entry.modified), .dim),
        ]
    }

    private func value(of update: ClusterUpdate) -> StyledText {
        StyledText(valueOf: update, now: model.view?.time.now, theme: theme)
    }

    private func age(since moment: Moment) -> String {
        let now = model.view?.time.now ?? moment
        return Words.age(TimeSpan(nanoseconds: now.nanoseconds - moment.nanoseconds))
    }

    private func clock(of detail: ReplicaDetail, in range: Range<Int>) -> InspectorContent {
        let runs = detail.status.clock.runs
        let other = markedClock
        let columns = [
            TableColumn("origin", width: 10, priority: 3),
            TableColumn("seen to", width: 8, alignment: .right, priority: 2),
        ]
        let beside = model.marked.map { node in
            [
                TableColumn("", width: 1, priority: 2),
                TableColumn(
                    model.name(of: node), width: 8, alignment: .right, priority: 2),
            ]
        }
        return InspectorContent(
            columns: columns + (other == nil ? [] : beside ?? [])
                + [TableColumn("missing below", width: 14, priority: 1, growth: 1)],
            rows: runs[range.clamped(to: runs.indices)].map { run in
                let gaps = run.gaps.map(Words.range).joined(separator: ", ")
                return [
                    text(model.lives.text(run.origin), .dataKey),
                    text("\(run.highest)", .dataClock),
                ]
                    + (other.map { comparison(of: run, with: $0) } ?? [])
                    + [text(gaps.isEmpty ? "nothing" : gaps, gaps.isEmpty ? .dim : .warning)]
            }, absence: "it has seen no write yet")
    }

    /// What the marked node has seen, while that node stands in the table beside.
    private var markedClock: ReplicaClock? {
        guard let marked = model.marked, marked != model.selected else { return nil }
        return model.view?.rows.first { $0.dot.node == marked }?.clock
    }

    /// How far the marked node has seen the same origin, and which of the two has seen more.
    private func comparison(of run: ReplicaClock.Run, with other: ReplicaClock) -> [StyledText] {
        let theirs = other.runs.first { $0.origin == run.origin }
        let role = ClockComparison.role(of: run, beside: theirs)
        return [
            text("\(theme.glyph(role))", role), text("\(theirs?.highest ?? 0)", .dataClock),
        ]
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
                    value(of: item.update), text(model.lives.text(item.update.clock), .dataClock),
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
                    text(model.lives.text(rumor.update.id), .dim),
                    text(counter(of: rumor), .infected),
                    text("\(rumor.rounds)", .dataNumber),
                ]
            }, absence: "nothing is hot here")
    }

    /// The counter, out of what ends it where the rule counts.
    private func counter(of rumor: RumorDetail) -> String {
        switch model.view?.settings.rumors?.removal {
        case .counter(let limit, _): "\(rumor.counter)/\(limit)"
        case .timeToLive(let rounds): "\(rumor.rounds)/\(rounds)"
        case .pushThenPull(let rounds): "\(rumor.rounds)/\(rounds * 3)"
        case .medianCounter(let limit, _): "\(rumor.counter)/\(limit)"
        case .coin, .decay, .never, nil: "\(rumor.counter)"
        }
    }

    private func counters(of detail: ReplicaDetail, in range: Range<Int>) -> InspectorContent {
        let status = detail.status
        let traffic = [
            [
                text("messages sent", .text), text(Words.grouped(status.sent), .dataNumber),
                text(Words.rate(status.sentPerSecond), .dataNumber),
            ],
            [
                text("messages received", .text), text(Words.grouped(status.received), .dataNumber),
                text(Words.rate(status.receivedPerSecond), .dataNumber),
            ],
        ]
        let rows =
            traffic
            + detail.otherCounters.map { counter in
                [
                    text(counter.name, counter.count == 0 ? .dim : .text),
                    text(Words.grouped(counter.count), counter.count == 0 ? .dim : .dataNumber),
                ]
            }
        return InspectorContent(
            columns: [
                TableColumn("sent, and what was not heeded", width: 30, priority: 2, growth: 1),
                TableColumn("count", width: 9, alignment: .right, priority: 1),
                TableColumn("/s", width: 6, alignment: .right),
            ], rows: Array(rows[range.clamped(to: rows.indices)]), absence: "")
    }

    func text(_ text: String, _ role: Role) -> StyledText {
        StyledText(text, style: theme.style(role))
    }
}
