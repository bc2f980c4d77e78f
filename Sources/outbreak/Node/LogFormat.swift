import ArgumentParser
import Epidemic
import Foundation
import Laboratory
import Logging

/// How a node's log is written.
enum LogFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people: moment, level, what happened, and details as `name=value`.
    case text
    /// One object a line.
    case json

    /// A logger that writes to standard error.
    func logger(for name: ReplicaName, level: Logger.Level) -> Logger {
        Logger(label: name.text) { label in
            StandardErrorLog(format: self, label: label, logLevel: level)
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
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

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
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private func text(_ event: LogEvent, _ details: [(String, String)]) -> String {
        let words = [Self.moment(), event.level.rawValue.uppercased(), label, "\(event.message)"]
        return (words + details.map { "\($0)=\($1)" }).joined(separator: " ")
            .replacingOccurrences(of: "\n", with: "\\n")
    }

    private func json(_ event: LogEvent, _ details: [(String, String)]) -> String {
        let fields: [Record.Field] = [
            .init("time", .text(Self.moment())), .init("level", .text(event.level.rawValue)),
            .init("node", .text(label)), .init("message", .text("\(event.message)")),
        ]
        return Record(fields + details.map { .init($0, .text($1)) }).json
    }

    private static func moment() -> String {
        Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
