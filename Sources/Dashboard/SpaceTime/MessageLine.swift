import ClusterObservation
import TerminalUI

/// The way of a message through a space–time diagram, in dots: a cell has two columns of four.
struct MessageLine: Hashable {
    /// A dot, counted from the upper left corner of the rows for times.
    struct Dot: Hashable {
        var column: Int
        var row: Int
    }

    /// Whether it has arrived, or where its way ended.
    enum End: Hashable {
        case arrived, underWay, lost
    }

    /// Beside the line of the sender, and where it is, arrived or was lost.
    let start: Dot
    let tip: Dot
    let end: End

    /// - Returns: nil when one of its nodes is not in view.
    init?(_ message: MessageRecord, now: Moment, layout: SpaceTimeLayout) {
        guard let from = layout.column(of: message.link.from),
            let to = layout.column(of: message.link.to), from != to
        else { return nil }
        let isRightward = from < to
        let first = isRightward ? 2 * from + 2 : 2 * from - 1
        let last = isRightward ? 2 * to - 1 : 2 * to + 2
        let part = message.part(at: now)
        let until = message.isUnderWay ? min(now, message.end) : message.end
        start = Dot(column: first, row: layout.dotRow(of: message.sent))
        tip = Dot(
            column: first + Int((Double(last - first) * part).rounded()),
            row: layout.dotRow(of: until))
        end =
            switch message.fate {
            case .arrived: .arrived
            case .underWay: .underWay
            case .lost: .lost
            }
    }

    /// Whether anything of it can be in so many rows of cells.
    func isSeen(in rows: Int) -> Bool { tip.row >= 0 && start.row < 4 * rows }
}

extension MessageRecord {
    /// How far it came towards its receiver, 0 … 1.
    fileprivate func part(at now: Moment) -> Double {
        switch fate {
        case .arrived: 1
        case .lost(_, let reason): reason.progress
        case .underWay(let end):
            end == sent
                ? 1 : min(max(0, now.since(sent).inSeconds / end.since(sent).inSeconds), 1)
        }
    }
}
