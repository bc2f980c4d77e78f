import EpidemicNode
import Testing

/// The README's ten lines with a replica inside a program; they are compiled and run here.
enum ReadmeDictionary {
    static func run() async throws -> [String: String] {
        // The example begins here.
        let here = try await ReplicatedDictionary(
            ["cat": "Mimi"], name: "here", listeningOn: HostPort(host: "127.0.0.1", port: 0))
        let there = try await ReplicatedDictionary(
            name: "there", listeningOn: HostPort(host: "127.0.0.1", port: 0), peers: [here.address])
        var changes = there.changes.makeAsyncIterator()
        here["dog"] = "Rex"
        while let change = await changes.next(), change.key != "dog" {}
        there["dog"] = nil
        print(there["dog"] ?? "no dog", await here.close())
        return await there.close()
        // The example ends here.
    }

    static func source() throws -> String {
        "import EpidemicNode\n\n" + (try ReadmeExample.body(of: #filePath))
    }
}

@Suite struct ReadmeDictionaryTests {
    @Test func `what is removed there is gone there, and the rest has come`() async throws {
        #expect(try await ReadmeDictionary.run()["dog"] == nil)
    }
}
