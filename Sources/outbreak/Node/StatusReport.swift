import EpidemicWire
import Foundation
import Laboratory

/// The status of a node as it answered, for people and for programs.
struct StatusReport {
    private let json: String
    private let fields: [String: Any]

    /// - Returns: nil when the text is not a status.
    init?(json: String) {
        // Whoever answers there may be anybody, and what it says goes to a terminal.
        guard EscapedText.plain(json) == json,
            let fields = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any],
            fields["name"] is String
        else { return nil }
        self.json = json
        self.fields = fields
    }

    func text(in format: ReportFormat) -> String {
        switch format {
        case .text:
            (lines + [""] + members + [""] + counters).map { EscapedText.plain($0) }
                .joined(separator: "\n")
        case .json: json
        case .csv: Record.csv([record])
        }
    }

    /// What is one value, in the order in which it is told.
    private static let names = [
        "name", "epoch", "cluster", "gossip", "incarnation", "mode", "listening", "readiness",
        "clock", "keys", "root", "rumors",
    ]

    private var record: Record {
        Record(Self.names.map { .init($0, .text(word(named: $0))) })
    }

    private var lines: [String] {
        let cache = fields["cache"] as? [String: Any] ?? [:]
        let told =
            Self.names.map { ($0, word(named: $0)) } + refusal + away
            + [("cache", "\(word(cache["fill"])) of \(word(cache["length"]))")]
        return told.map { "\($0.0.padding(toLength: 12, withPad: " ", startingAt: 0)) \($0.1)" }
    }

    /// What is said of a node that takes no writes, though it knows what the others know.
    private var refusal: [(String, String)] {
        (fields["refusesWrites"] as? String).map { [("writes", "refused: \($0)")] } ?? []
    }

    /// What is said of a node that was away for too long, until its table is equal to another's.
    private var away: [(String, String)] {
        guard let seconds = fields["awaySeconds"] as? Double else { return [] }
        return [
            (
                "away",
                "it was, for \(seconds.decimals(0)) s: longer than deletions are remembered"
            )
        ]
    }

    private var members: [String] {
        var table = TextTable([
            ("member", .left), ("address", .left), ("state", .left), ("silent", .right),
            ("cut", .left),
        ])
        for member in fields["members"] as? [[String: Any]] ?? [] {
            let silence = (member["silentSeconds"] as? Double).map { "\($0.decimals(1)) s" }
            table.add([
                word(member["name"]) + (member["warning"] is String ? " (!)" : ""),
                word(member["address"]), word(member["state"]), silence ?? "never heard",
                (member["cut"] as? [String] ?? []).joined(separator: ","),
            ])
        }
        return table.lines
    }

    /// Those that are not zero.
    private var counters: [String] {
        let counters = fields["counters"] as? [String: Any] ?? [:]
        return counters.sorted { $0.key < $1.key }
            .filter { ($0.value as? Int) != 0 }
            .map { "\($0.key): \(word($0.value))" }
    }

    private func word(named name: String) -> String {
        guard name == "listening" else { return word(fields[name]) }
        return (fields[name] as? Bool).map { $0 ? "yes" : "no" } ?? "-"
    }

    private func word(_ value: Any?) -> String { value.map { "\($0)" } ?? "-" }
}
