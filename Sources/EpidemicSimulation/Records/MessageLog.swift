import ClusterObservation
import Epidemic

/// The latest messages, each from its sending to its end, in bounded room.
struct MessageLog: Sendable {
    /// One message, in few bytes.
    private struct Record {
        let sent: Instant
        /// When it ended or will.
        var end: Instant
        let subjects: SpreadSet
        let from: UInt32
        let to: UInt32
        let kind: MessageKind
        var fate = Fate.underWay

        var link: DirectedLink {
            DirectedLink(from: NodeID(Int(from)), to: NodeID(Int(to)))
        }
    }

    private enum Fate { case underWay, arrived, lost(LossReason) }

    private var records = Chronicle<Record>(keptMin: messagesMin)

    /// So many of the latest messages are remembered at least.
    static let messagesMin = 16_384

    /// Notes a message that is sent.
    ///
    /// - Returns: its number.
    mutating func send(_ transit: Transit) -> Int {
        records.append(
            Record(
                sent: transit.sent, end: transit.arrives, subjects: transit.subjects,
                from: UInt32(transit.link.from.index), to: UInt32(transit.link.to.index),
                kind: transit.kind))
        return records.count - 1
    }

    mutating func arrive(_ number: Int, at now: Instant) {
        records.change(number) { record in
            record.end = now
            record.fate = .arrived
        }
    }

    mutating func lose(_ number: Int, at now: Instant, _ reason: LossReason) {
        records.change(number) { record in
            record.end = now
            record.fate = .lost(reason)
        }
    }

    /// Since when every message that was sent is remembered.
    var remembersFrom: Instant { records.first == 0 ? .zero : records[records.first].sent }

    /// The messages between nodes of a window that were under way in its time, by number; when there are
    /// too many those that concern the focus before others, and the later before the earlier.
    func messages(
        in window: SpaceTimeWindow, max wanted: Int, concernsFocus: (SpreadSet) -> Bool
    ) -> [MessageRecord] {
        let end = records.firstNumber { $0.sent > window.to }
        var focused: [Int] = []
        var others: [Int] = []
        for number in (records.first..<end).reversed() where isSeen(number, in: window) {
            if concernsFocus(records[number].subjects) {
                if focused.count < wanted { focused.append(number) }
            } else if others.count < wanted {
                others.append(number)
            }
            if focused.count == wanted { break }
        }
        return (focused + others).prefix(wanted).sorted().map { number in
            view(number, concernsFocus: concernsFocus(records[number].subjects))
        }
    }

    /// Those of so many of the latest messages that were lost a moment ago, the latest first.
    func lost(
        within span: Interval, before now: Instant, among most: Int,
        concernsFocus: (SpreadSet) -> Bool
    ) -> [MessageInFlight] {
        records.kept.suffix(most).reversed().compactMap { number in
            let record = records[number]
            guard case .lost(let reason) = record.fate, now < record.end + span else { return nil }
            return MessageInFlight(
                link: record.link, kind: record.kind, progress: reason.progress,
                concernsFocus: concernsFocus(record.subjects), loss: reason)
        }
    }

    private func isSeen(_ number: Int, in window: SpaceTimeWindow) -> Bool {
        let record = records[number]
        guard window.nodes.contains(Int(record.from)), window.nodes.contains(Int(record.to)) else {
            return false
        }
        // A frozen node takes in later what should have arrived long ago.
        if case .underWay = record.fate { return true }
        return record.end >= window.from
    }

    private func view(_ number: Int, concernsFocus: Bool) -> MessageRecord {
        let record = records[number]
        let fate: MessageRecord.Fate =
            switch record.fate {
            case .underWay: .underWay(until: record.end)
            case .arrived: .arrived(record.end)
            case .lost(let reason): .lost(record.end, reason)
            }
        return MessageRecord(
            number: number,
            link: record.link,
            kind: record.kind, sent: record.sent, fate: fate, concernsFocus: concernsFocus)
    }
}
