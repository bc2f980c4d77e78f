import Epidemic
import Foundation
import Testing

@testable import EpidemicNode

/// The article on the clients of Redis speaks of the commands that there are.
@Suite struct RedisArticleTests {
    private static var article: String {
        get throws {
            try String(
                contentsOf: Readme.root.appendingPathComponent(
                    "Sources/EpidemicNode/EpidemicNode.docc/RedisClients.md"), encoding: .utf8)
        }
    }

    /// What stands in the table of commands, as in `CLIENT LIST`.
    private static var told: Set<String> {
        get throws {
            let rows = try article.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2)
            return Set(
                rows.flatMap { row -> [String] in
                    row.matches(of: /`([A-Z]+)`(?: \((.*?)\))?/).flatMap { match -> [String] in
                        let inside = match.2?.matches(of: /`([A-Z-]+)`/).map {
                            "\(match.1)|\($0.1)"
                        }
                        return ["\(match.1)"] + (inside ?? [])
                    }
                })
        }
    }

    @Test func `it tells every command, and no other`() throws {
        let known = ControlCommand.allInside.map { $0.name.uppercased() }
            .filter { !$0.hasSuffix("|HELP") }
        #expect(try Self.told == Set(known))
    }

    @Test func `its limits are those of the program`() throws {
        let text = try Self.article
        func spelled(_ number: Int) -> String {
            number >= 1_000
                ? "\(number / 1_000),\(String("\(number % 1_000 + 1_000)".dropFirst()))"
                : "\(number)"
        }
        for limit in [
            TransportLimits.channelsMax, TransportLimits.patternsMax, WrittenKeys.countMax,
            Int(ScanCursors.countMax), Limits.keyBytesMax, Limits.commandWordsMax,
        ] {
            #expect(text.contains(spelled(limit)), "\(limit)")
        }
    }
}
