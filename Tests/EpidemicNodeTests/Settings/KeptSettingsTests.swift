import Epidemic
import EpidemicWire
import Testing

@testable import EpidemicNode

/// What a running node is told of its protocol, and what is left of that after a restart.
@Suite(.timeLimit(.minutes(10))) struct KeptSettingsTests {
    @Test func `a setting is there again after a restart, and one that is given counts more`()
        async throws
    {
        let folder = try ScratchDirectory()
        let first = try await TestNode.start(data: folder.path("data"))
        #expect(
            try await first.ask("OUTBREAK", "SETTINGS", "fanout", "7")
                == .simple("OK, and kept with the data"))
        #expect(
            try await first.ask("OUTBREAK", "SETTINGS", "removal", "coin:4")
                == .simple("OK, and kept with the data"))
        await first.stop()
        let second = try await TestNode.start(data: folder.path("data")) {
            $0.givenSettings = ["fanout"]
        }
        #expect(try await second.ask("OUTBREAK", "SETTINGS", "fanout") == .text("5"))
        #expect(try await second.ask("OUTBREAK", "SETTINGS", "removal") == .text("coin:4"))
        let told = try await second.ask("OUTBREAK", "SETTINGS", "fanout", "8")
        #expect(told.line.hasPrefix("OK, until the node ends: it is given"))
        await second.stop()
        let third = try await TestNode.start(data: folder.path("data"))
        #expect(try await third.ask("OUTBREAK", "SETTINGS", "fanout") == .text("7"))
        await third.stop()
    }

    @Test func `without a data directory it is said that a setting is not kept`() async throws {
        let node = try await TestNode.start()
        let told = try await node.ask("OUTBREAK", "SETTINGS", "fanout", "7")
        #expect(told.line.contains("no data directory"))
        await node.stop()
    }

    @Test func `what cannot be beside what was given is passed over, and said`() {
        var kept = KeptSettings()
        kept.keep("fanout", "many")
        kept.keep("hunt-limit", "3")
        kept.keep("mail", "on")
        kept.keep("retention", "2")
        let read = KeptSettings(kept.bytes)
        #expect(read == kept)
        var settings = Settings.node
        let verdicts = read.apply(to: &settings, beside: ["mail", "retention"])
        #expect(verdicts.map(\.name) == ["fanout", "hunt-limit", "mail", "retention"])
        #expect(verdicts.map(\.verdict) == [.impossible, .impossible, .givenAnew, .givenAnew])
        #expect(settings == .node)
    }
}

extension RESPValue {
    fileprivate var line: String { if case .simple(let text) = self { text } else { "" } }
}
