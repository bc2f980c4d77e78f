import EpidemicNode
import Testing

/// The README's ten lines with a replica inside a program; they are compiled and run here.
enum ReadmeDictionary {
    static func run(print: (String) -> Void) async throws -> [String: String] {
        // The example begins here.
        let here = try await ReplicatedDictionary(
            ["cat": "Mimi"], name: "here", listeningOn: HostPort(host: "127.0.0.1", port: 0))
        let there = try await ReplicatedDictionary(
            name: "there", listeningOn: HostPort(host: "127.0.0.1", port: 0), peers: [here.address])
        print(there["cat"] ?? "no cat")
        var changes = there.changes.makeAsyncIterator()
        here["dog"] = "Rex"
        while let change = await changes.next(), change.key != "dog" {}
        try await there.updateValue("Max", forKey: "dog")
        _ = await here.close()
        return await there.close()
        // The example ends here.
    }

    static func source() throws -> String {
        "import EpidemicNode\n\n" + (try ReadmeExample.body(of: #filePath))
    }
}

@Suite struct ReadmeDictionaryTests {
    @Test func `the second holds what the first began with, and what both wrote`() async throws {
        var printed: [String] = []
        let held = try await ReadmeDictionary.run { printed.append($0) }
        #expect(printed == ["Mimi"])
        #expect(held == ["cat": "Mimi", "dog": "Max"])
    }
}
