import EpidemicNode
import EpidemicWire
import Foundation
import Laboratory

/// What is said on standard error when a command cannot be carried out, in the form of the log that was
/// asked for.
struct ErrorReport {
    let format: LogFormat

    /// The form that the arguments ask for, as far as it can be told before they are read.
    init(for arguments: [String]) {
        let option = "--log-format"
        var format: String?
        for (place, word) in arguments.enumerated() {
            if word == option, place + 1 < arguments.count { format = arguments[place + 1] }
            if word.hasPrefix(option + "=") { format = String(word.dropFirst(option.count + 1)) }
        }
        self.format = format.flatMap(LogFormat.init(rawValue:)) ?? .text
    }

    /// One line. ArgumentParser breaks some of its sentences into several.
    func line(_ sentence: String, _ status: ExitStatus) -> String {
        let lines = Self.shortened(sentence).split(whereSeparator: \.isNewline)
        let sentence = EscapedText.plain(
            lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " "))
        switch format {
        case .text: return "outbreak: \(sentence)"
        case .json:
            return Record([
                .init("time", .text(LogFormat.moment())), .init("level", .text("critical")),
                .init("message", .text(sentence)), .init("status", .whole(UInt64(status.number))),
            ]).json
        }
    }

    /// The beginning and the end of a sentence that quotes something endless: what is wrong, and what
    /// would be right.
    private static func shortened(_ sentence: String) -> String {
        guard sentence.utf8.count > lengthMax else { return sentence }
        let scalars = sentence.unicodeScalars
        let part = lengthMax / 2
        return String(scalars.prefix(part)) + " … " + String(scalars.suffix(part))
    }

    /// No sentence of this program is longer by itself, nor with two paths in it.
    private static let lengthMax = 10_000

    func write(_ sentence: String, _ status: ExitStatus) {
        StandardError.write(line(sentence, status) + "\n")
    }
}
