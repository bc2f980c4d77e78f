import ClusterObservation
import TerminalUI

/// The comparisons of tables, the newest first: between whom, how, what they cost and what they repaired;
/// above them what each method has cost on the whole.
struct ExchangesPanel: PanelView {
    @Shared var model: DashboardModel
    let theme: Theme

    var titles: [StyledText] {
        guard let settings = model.view?.settings.antiEntropy else { return [] }
        guard let method = settings.method else { return [text("anti-entropy is off", .dim)] }
        return [
            text("\(method.rawValue) every \(settings.interval)", .strong),
            text(method.rawValue, .strong),
        ]
    }

    var notes: [StyledText] {
        let running = exchanges.count { $0.report == nil }
        return [text("\(Words.grouped(running)) under way", running > 0 ? .antiEntropy : .dim)]
    }

    private var exchanges: [ExchangeDetail] { model.view?.exchanges ?? [] }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        let costs = MethodCost.all(of: exchanges)
        guard !exchanges.isEmpty else {
            let absence = "no tables were compared yet"
            buffer.put(
                absence, at: room.origin, style: theme.style(.dim), maxColumns: room.columns)
            return
        }
        let (head, list) = room.splitTop(costs.isEmpty ? 0 : min(costs.count + 2, room.rows / 2))
        buffer.draw(Table(columns: Self.costColumns, rows: costs.map(row)), in: head, theme: theme)
        buffer.draw(
            Table(columns: Self.columns, rows: exchanges.map(row), scroll: model.exchangesTop),
            in: list, theme: theme)
    }

    private static let costColumns = [
        TableColumn("on the whole", width: 12, priority: 9),
        TableColumn("exchanges", width: 9, alignment: .right, priority: 8),
        TableColumn("repaired", width: 8, alignment: .right, priority: 7),
        TableColumn("mean trips", width: 10, alignment: .right, priority: 5),
        TableColumn("mean bytes", width: 10, alignment: .right, priority: 6),
        TableColumn("", width: 0, growth: 1),
    ]

    private static let columns = [
        TableColumn("when", width: 7, alignment: .right, priority: 6),
        TableColumn("who", width: 11, priority: 9),
        TableColumn("method", width: 9, priority: 3),
        TableColumn("came to", width: 11, priority: 8),
        TableColumn("repaired", width: 8, alignment: .right, priority: 7),
        TableColumn("trips", width: 5, alignment: .right, priority: 4),
        TableColumn("messages", width: 8, alignment: .right, priority: 2),
        TableColumn("bytes", width: 6, alignment: .right, priority: 5),
        TableColumn("", width: 0, growth: 1),
    ]
}

extension ExchangesPanel {
    private func row(_ cost: MethodCost) -> [StyledText] {
        let count = Double(cost.exchanges)
        return [
            text(cost.method.rawValue, .text),
            text(Words.grouped(cost.exchanges), .dataNumber),
            text(Words.grouped(cost.repaired), cost.repaired > 0 ? .logGain : .dim),
            text(Words.rate(Double(cost.roundTrips) / count), .dataNumber),
            text(Words.short(Int((Double(cost.bytes) / count).rounded())), .dataNumber),
        ]
    }

    private func row(_ exchange: ExchangeDetail) -> [StyledText] {
        let who = "\(model.name(of: exchange.initiator)) ⇄ \(model.name(of: exchange.peer))"
        let start = [
            text(Words.stamp(exchange.ended ?? exchange.began), .logTime), text(who, .text),
            text(exchange.method.rawValue, .text),
        ]
        guard let report = exchange.report else {
            return start + [
                text("under way", .antiEntropy), StyledText(),
                text("\(exchange.roundTrips)", .dataNumber), StyledText(),
                text(Words.short(exchange.bytes), .dataNumber),
            ]
        }
        let repaired = report.repairedHere + report.repairedThere
        return start + [
            ending(report.ending),
            text(
                repaired == 0 ? "0" : "\(report.repairedHere)+\(report.repairedThere)",
                repaired > 0 ? .logGain : .dim),
            text("\(report.roundTrips)", .dataNumber), text("\(report.messages)", .dataNumber),
            text(Words.short(exchange.bytes), .dataNumber),
        ]
    }

    private func ending(_ ending: ExchangeReport.Ending) -> StyledText {
        switch ending {
        case .equal: text("= equal", .clockEqual)
        case .different: text("≠ changed", .warning)
        case .abandoned: text("✕ no answer", .logLoss)
        case .refused: text("✕ refused", .logLoss)
        }
    }

    private func text(_ text: String, _ role: Role) -> StyledText {
        StyledText(text, style: theme.style(role))
    }
}
