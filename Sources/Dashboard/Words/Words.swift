import ClusterObservation
import TerminalUI

/// How the dashboard says what the cluster's values mean.
enum Words {
    /// `▶`'s number: `1.0×`, `16×`, `1/4×`.
    static func speed(_ speed: Double) -> String {
        if speed < 1, (1 / speed).rounded() == 1 / speed { return "1/\(Int(1 / speed))×" }
        return speed < 10 ? "\(oneDigit(speed))×" : "\(Int(speed.rounded()))×"
    }

    /// `00:07.2`, with hours before it when there are any.
    static func clock(_ moment: Moment) -> String {
        let tenths = moment.nanoseconds / 100_000_000
        let (minutes, rest) = (tenths / 600).quotientAndRemainder(dividingBy: 60)
        let text = twoDigits(rest) + ":" + secondsAndTenths(tenths)
        return minutes > 0 ? "\(minutes):" + text : text
    }

    /// The moment of a line in the log: `07.2`, `1:07.2`.
    static func stamp(_ moment: Moment) -> String { stamp(moment, digits: 1) }

    /// The same with more digits behind the second: `07.24`.
    static func stamp(_ moment: Moment, digits: Int) -> String {
        let seconds = moment.nanoseconds / 1_000_000_000
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        let parts = String(1_000_000_000 + moment.nanoseconds % 1_000_000_000)
        return (minutes > 0 ? "\(minutes):" : "") + twoDigits(rest) + "."
            + parts.dropFirst().prefix(digits)
    }

    /// How old something is: `0.4s`, `12s`, `3m`, `2h`.
    static func age(_ span: TimeSpan) -> String {
        let seconds = max(0, span.inSeconds)
        if seconds < 10 { return "\(oneDigit(seconds))s" }
        if seconds < 120 { return "\(Int(seconds))s" }
        return seconds < 7200 ? "\(Int(seconds / 60))m" : "\(Int(seconds / 3600))h"
    }

    /// What a node is just now: `infected`, `arriving`, `frozen`, `down since 00:05.1`.
    static func node(_ dot: NodeDot) -> String {
        switch dot.condition {
        case .down(let since): "down since \(clock(since))"
        case .frozen: "frozen"
        case .arriving: "arriving"
        case .up: dot.state.map(state) ?? "up"
        }
    }

    private static func state(_ state: NodeState) -> String {
        switch state {
        case .susceptible: "susceptible"
        case .infected: "infected"
        case .removed: "removed"
        case .superseded: "superseded: it holds another update, which wins"
        case .undone: "came back: its deletion is forgotten"
        case .forgotten: "forgotten: it holds nothing of the key any more"
        }
    }

    /// What an update says of its key: `colour=red`, `colour deleted`.
    static func update(_ update: ClusterUpdate) -> String {
        switch update.content {
        case .value(let value):
            "\(key(update.key))=\("\(value)".truncated(toColumns: textColumnsMax))"
        case .deathCertificate: "\(key(update.key)) deleted"
        }
    }

    /// A count with its noun: `1 hop`, `4 hops`.
    static func count(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(grouped(count)) \(count == 1 ? noun : plural ?? noun + "s")"
    }

    /// A number with its thousands apart: `10,000`.
    static func grouped(_ number: Int) -> String { number.grouped }

    /// A probability: `0`, `0.25`, `1`.
    static func fraction(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : "\(value)"
    }

    /// A number in at most four columns, rounded: `950`, `9.5k`, `120k`, `3.0M`, `12G`.
    static func short(_ number: Int) -> String {
        guard number >= 1_000 else { return "\(number)" }
        var (value, units) = (Double(number) / 1_000, "kMGTPE"[...])
        while value >= 999.5 {
            value /= 1_000
            units.removeFirst()
        }
        let digits = value < 9.95 ? oneDigit(value) : "\(Int(value.rounded()))"
        return "\(digits)\(units.prefix(1))"
    }

    /// A key in a sentence: what is longer than a line has room for is cut.
    static func key(_ key: ItemKey) -> String { "\(key)".truncated(toColumns: textColumnsMax) }

    /// Of a key, and of a value.
    private static let textColumnsMax = 30

    private static func secondsAndTenths(_ tenths: Int64) -> String {
        twoDigits(tenths / 10 % 60) + ".\(tenths % 10)"
    }

    private static func twoDigits(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    static func oneDigit(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
