import ArgumentParser
import Epidemic
import EpidemicNode
import EpidemicWire
import Foundation
import Laboratory
import Logging

/// How a node's log is written.
enum LogFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people: moment, level, what happened, and details as `name=value`.
    case text
    /// One object a line.
    case json

    /// Now, as a log writes it.
    static func moment() -> String {
        Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// A logger that writes to standard error.
    func logger(for name: ReplicaName, _ dial: LogDial) -> Logger {
        Logger(label: name.text) { label in
            StandardErrorLog(format: self, label: label, dial: dial)
        }
    }
}

extension Logger.Level {
    /// - Throws: `ValueError`.
    static func read(_ text: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: text) else {
            throw ValueError.notAmong(allCases.map(\.rawValue))
        }
        return level
    }
}

/// Writes log lines to standard error, each in one piece.
private struct StandardErrorLog: LogHandler {
    let format: LogFormat
    let label: String
    let dial: LogDial
    var metadata: Logger.Metadata = [:]

    /// The same for all copies of a logger, so that it can be changed while they are held.
    var logLevel: Logger.Level {
        get { dial.level }
        set { dial.level = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let details = metadata.merging(event.metadata ?? [:]) { $1 }
            .sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
        let line =
            switch format {
            case .text: text(event, details)
            case .json: json(event, details)
            }
        StandardError.write(line + "\n")
    }

    private func text(_ event: LogEvent, _ details: [(String, String)]) -> String {
        let words = [
            LogFormat.moment(), event.level.rawValue.uppercased(), label, "\(event.message)",
        ]
        return EscapedText.plain((words + details.map { "\($0)=\($1)" }).joined(separator: " "))
    }

    private func json(_ event: LogEvent, _ details: [(String, String)]) -> String {
        let fields: [Record.Field] = [
            .init("time", .text(LogFormat.moment())), .init("level", .text(event.level.rawValue)),
            .init("node", .text(label)), .init("message", .text("\(event.message)")),
        ]
        return Record(fields + details.map { .init($0, .text($1)) }).json
    }
}
