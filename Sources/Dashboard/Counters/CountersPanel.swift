import ClusterObservation
import TerminalUI

/// Everything that was sent, lost, dropped, repeated or refused, by name.
struct CountersPanel: PanelView {
    @Shared var model: DashboardModel
    let theme: Theme

    /// From so many columns on, what nodes did not heed stands beside the messages.
    private static let wideColumns = 104

    var titles: [StyledText] { [] }

    /// All messages and bytes.
    var notes: [StyledText] {
        guard let totals = model.view?.totals else { return [] }
        let messages = Words.count(totals.messagesSent, "message")
        return ["\(messages) · \(Words.short(totals.bytesSent)) B", messages].map {
            StyledText($0, style: theme.style(.text))
        }
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        guard let counters = model.view?.counters else {
            return drawAbsence(in: room, into: &buffer)
        }
        let messages = parted([sent(counters), volumes(counters), lost(counters)])
        if room.columns >= Self.wideColumns {
            let parts = room.splitIntoColumns([.share(3), .share(2)], gap: 3)
            draw(messages, Self.columns, in: parts[0], into: &buffer)
            draw(unheeded(counters), Self.shortColumns, in: parts[1], into: &buffer)
        } else {
            let rows = parted([messages, unheeded(counters)])
            draw(rows, Self.columns, in: room, into: &buffer)
        }
    }

    private func drawAbsence(in room: Rectangle, into buffer: inout CellBuffer) {
        let text = "this source does not count"
        buffer.put(text, at: room.origin, style: theme.style(.dim), maxColumns: room.columns)
    }

    private func draw(
        _ rows: [[StyledText]], _ columns: [TableColumn], in room: Rectangle,
        into buffer: inout CellBuffer
    ) {
        let table = Table(columns: columns, rows: rows, scroll: model.counters.top)
        buffer.draw(table, in: room, theme: theme)
    }

    private static let shortColumns = [
        TableColumn("", width: 21, priority: 9),
        TableColumn("count", width: 8, alignment: .right, priority: 8),
        TableColumn("/s", width: 5, alignment: .right, priority: 7),
        TableColumn("", width: 8, priority: 4, growth: 1),
    ]

    private static let columns =
        shortColumns + [
            TableColumn("bytes", width: 6, alignment: .right, priority: 5),
            TableColumn("B/s", width: 6, alignment: .right, priority: 3),
            TableColumn("arrived", width: 8, alignment: .right, priority: 2),
        ]

    /// How many lines there are to scroll through where all stand under each other.
    static func lineCount(of counters: ClusterCounters) -> Int {
        let sections = [
            counters.traffic.count, counters.volumes.count, counters.losses.count,
            counters.irregularities.count,
        ]
        return sections.reduce(-1) { $1 > 0 ? $0 + $1 + 2 : $0 }
    }
}

extension CountersPanel {
    /// Sections below each other; one in which nothing is told is left out.
    private func parted(_ sections: [[[StyledText]]]) -> [[StyledText]] {
        Array(sections.filter { !$0.isEmpty }.joined(separator: [[]]))
    }

    private func sent(_ counters: ClusterCounters) -> [[StyledText]] {
        guard !counters.traffic.isEmpty else { return [] }
        let most = counters.traffic.map(\.sent).max() ?? 0
        return [[text("sent, by kind", .title)]]
            + counters.traffic.map { traffic in
                let kind = traffic.kind
                var name = text("\(theme.glyph(kind.role)) ", kind.role)
                name.append(Words.messageKind(kind), style: style(.text, traffic.sent))
                func rate(_ count: @escaping (ClusterCounters.Traffic) -> Int) -> Double? {
                    model.view?.rate { counters in
                        counters.traffic.first { $0.kind == kind }.map(count)
                    }
                }
                let bytes = rate(\.bytes)
                return [name] + figures(traffic.sent, rate(\.sent), most, kind.role) + [
                    text(Words.short(traffic.bytes), style(.dataNumber, traffic.bytes)),
                    text(bytes),
                    text(Words.grouped(traffic.arrived), style(.dataNumber, traffic.arrived)),
                ]
            }
    }

    private func volumes(_ counters: ClusterCounters) -> [[StyledText]] {
        section("sent and received", \.volumes, of: counters, .text)
    }

    private func lost(_ counters: ClusterCounters) -> [[StyledText]] {
        section("lost on the way", \.losses, of: counters, .linkCut)
    }

    private func unheeded(_ counters: ClusterCounters) -> [[StyledText]] {
        section("not heeded by nodes", \.irregularities, of: counters, .warning)
    }

    private func section(
        _ title: String, _ list: @escaping (ClusterCounters) -> [CounterDetail],
        of counters: ClusterCounters, _ role: Role
    ) -> [[StyledText]] {
        guard let most = list(counters).map(\.count).max() else { return [] }
        return [[text(title, .title)]]
            + list(counters).map { detail in
                let rate = model.view?.rate { counters in
                    list(counters).first { $0.name == detail.name }?.count
                }
                return [text(detail.name, style(.text, detail.count))]
                    + figures(detail.count, rate, most, role)
            }
    }

    /// A count, how fast it grows, and its bar beside the greatest one of its section.
    private func figures(
        _ count: Int, _ rate: Double?, _ most: Int, _ role: Role
    ) -> [StyledText] {
        [
            text(Words.grouped(count), style(.dataNumber, count)),
            text(rate),
            StyledText(
                Gauge(value: count, total: most).text(columns: 8), style: theme.style(role).ink),
        ]
    }

    /// A dash while it is not known how fast something grows.
    private func text(_ rate: Double?) -> StyledText {
        guard let rate else { return text("–", .dim) }
        return text(Words.rate(rate), style(.dataNumber, rate >= 0.05 ? 1 : 0))
    }

    /// Zeros are faint, so that what happened stands out.
    private func style(_ role: Role, _ count: Int) -> Style {
        theme.style(count == 0 ? .dim : role)
    }

    private func text(_ text: String, _ style: Style) -> StyledText {
        StyledText(text, style: style)
    }

    private func text(_ text: String, _ role: Role) -> StyledText {
        StyledText(text, style: theme.style(role))
    }
}
