import Dashboard
import EpidemicSimulation
import Testing

@testable import Laboratory

extension Readme.Part {
    /// What the program itself has to say in this place.
    func recording() throws -> String {
        switch name {
        case "screen": try fenced("text", screen())
        case "keys": Self.keys
        case "options": fenced("text", Self.options)
        case "library": try fenced("swift", ReadmeExample.source())
        case "dictionary": try fenced("swift", ReadmeDictionary.source())
        case "library-output": try fenced("text", ReadmeExample.output())
        case "tables": try ReadmeTables.markdown()
        default: throw UnknownRecording(name: name)
        }
    }

    struct UnknownRecording: Error { let name: String }

    private func fenced(_ language: String, _ text: String) -> String {
        "```\(language)\n\(text)\n```"
    }

    /// The screen at the end of a script; the first argument is its size, the others are options.
    private func screen() throws -> String {
        let options = ["--script", "-", "--size", arguments.first ?? ""] + arguments.dropFirst()
        let plan = try RunPlan(RunCommand.parse(options), environment: [:])
        var screens: [String] = []
        let script = try Script(parsing: instructions + "\nscreen", source: "README.md")
        _ = try plan.run(script) { screens.append($0) }
        return screens.last ?? ""
    }

    /// The key table, group by group.
    private static var keys: String {
        var rows = ["| key | what it does | name in `[keys]` |", "| --- | --- | --- |"]
        for group in Binding.Group.allCases {
            rows.append("| **\(group.rawValue)** | | |")
            for record in Bindings.standard.records where record.group == group {
                let labels =
                    record.keys.map(\.label) + (record.keys.isEmpty ? [record.keyLabels] : [])
                let keys = labels.map { "`\($0)`" }.joined(separator: " ")
                rows.append("| \(keys) | \(record.help) | `\(record.action.rawValue)` |")
            }
        }
        return rows.joined(separator: "\n")
    }

    /// All options, as the command explains them.
    private static var options: String {
        let help = RunCommand.helpMessage(columns: 92)
        let start = help.range(of: "CLUSTER:")?.lowerBound ?? help.startIndex
        return help[start...].split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.trimmingSuffix(while: \.isWhitespace) }
            .joined(separator: "\n").trimmingSuffix(while: \.isNewline)
    }
}

extension StringProtocol {
    /// The text without what its end has of this kind.
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        var text = String(self)
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return text
    }
}
