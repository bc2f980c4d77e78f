import Laboratory
import Testing

@testable import outbreak

/// What `outbreak status` prints of what a node answers.
@Suite struct StatusReportTests {
    private func lines(_ facts: String) throws -> [String] {
        let report = try #require(StatusReport(json: "{\"name\":\"n1\",\(facts)}"))
        return report.text(in: .text).split(separator: "\n").map { line in
            line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }

    @Test func `it says whether the node is reached, and how the others stand`() throws {
        let lines = try lines(
            """
            "mode":"up","listening":true,"readiness":"ready","keys":1,"awaySeconds":null,"members":[\
            {"name":"n2","address":"127.0.0.1:2","state":"suspect","silentSeconds":2.5,"cut":[]},\
            {"name":"n3","address":"127.0.0.1:3","state":"unheard","silentSeconds":null,"cut":["in"]}]
            """)
        for line in [
            "mode up", "listening yes", "readiness ready", "keys 1",
            "n2 127.0.0.1:2 suspect 2.5 s", "n3 127.0.0.1:3 unheard never heard in",
        ] { #expect(lines.contains(line), "\(line)") }
        #expect(!lines.contains { $0.hasPrefix("away") })
    }

    @Test func `it says what is wrong`() throws {
        let lines = try lines(#""mode":"up","listening":false,"awaySeconds":3600.4"#)
        #expect(lines.contains("listening no"))
        #expect(
            lines.contains(
                "away it was, for 3600 s: longer than deletions are remembered"))
    }
}
