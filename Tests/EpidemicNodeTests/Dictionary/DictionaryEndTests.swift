import EpidemicWire
import Foundation
import NIOPosix
import Testing

@testable import EpidemicNode

/// How a replicated dictionary is used from other threads, and how it ends.
@Suite struct DictionaryEndTests {
    @Test func `it is read after its end as it was then, and writes are refused`() async throws {
        let pets = try await ReplicatedDictionary(
            ["cat": "Mimi"], name: "one", listeningOn: .anywhere)
        let held = await pets.close()
        #expect(held == ["cat": "Mimi"])
        #expect(pets["cat"] == "Mimi")
        #expect(pets.count == 1)
        #expect(pets.contents == held)
        #expect(await pets.snapshot() == held)
        #expect(await pets.value(forKey: "cat") == "Mimi")
        await #expect(throws: ReplicatedDictionaryError.self) {
            try await pets.updateValue("Rex", forKey: "dog")
        }
        pets.goOffline()
        pets.goOnline()
        #expect(await pets.close() == held)
        #expect(await pets.changes.first { _ in true } == nil)
    }

    @Test func `closing it twice at once closes it once`() async throws {
        let pets = try await ReplicatedDictionary(
            ["cat": "Mimi"], name: "one", listeningOn: .anywhere)
        async let first = pets.close()
        async let second = pets.close()
        #expect(pets["cat"] == "Mimi")
        #expect(await [first, second] == [["cat": "Mimi"], ["cat": "Mimi"]])
    }

    @Test func `it can be used on any event loop, and on its own`() async throws {
        let pets = try await ReplicatedDictionary(name: "one", listeningOn: .anywhere)
        try await MultiThreadedEventLoopGroup.singleton.next().submit { pets["cat"] = "Mimi" }.get()
        #expect(
            try await MultiThreadedEventLoopGroup.singleton.next().submit { pets["cat"] }.get()
                == "Mimi")
        #expect(pets.node.wait { _ in pets["cat"] } == "Mimi")
        #expect(pets.node.wait { _ in pets.count } == 1)
        _ = await pets.close()
    }

    /// The folder of the thread on which a node lives.
    private func thread(of node: Node) throws -> String {
        let link = try #require(
            node.wait { _ in
                try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self")
            } ?? nil)
        return "/proc/" + link
    }

    @Test(.timeLimit(.minutes(10)))
    func `one that nobody holds any more ends its thread and its clients`() async throws {
        var configuration = NodeConfiguration(name: "one", gossip: .anywhere)
        configuration.control = .anywhere
        var pets: ReplicatedDictionary? = try await ReplicatedDictionary(
            configuration: configuration)
        let thread = try thread(of: #require(pets).node)
        let (news, bell) = AsyncStream.makeStream(of: Void.self)
        let client = try await ControlClient.connect(
            to: #require(pets?.control), within: .seconds(30)
        ) {
            if $0 == nil { bell.finish() }
        }
        #expect(FileManager.default.fileExists(atPath: thread))
        pets = nil
        for await _ in news {}
        while FileManager.default.fileExists(atPath: thread) { await Task.yield() }
        await #expect(throws: ControlError.self) { try await client.ask(["PING"]) }
    }

    @Test(.timeLimit(.minutes(10)))
    func `who listens to its changes keeps it, and lets go of it`() async throws {
        var pets: ReplicatedDictionary? = try await ReplicatedDictionary(
            name: "one", listeningOn: .anywhere)
        let other = try await ReplicatedDictionary(
            name: "two", listeningOn: .anywhere, peers: [#require(pets).address])
        let thread = try thread(of: #require(pets).node)
        var changes = pets?.changes.makeAsyncIterator()
        pets = nil
        other["cat"] = "Mimi"
        #expect(await changes?.next()?.value == "Mimi")
        changes = nil
        while FileManager.default.fileExists(atPath: thread) { await Task.yield() }
        _ = await other.close()
    }

    @Test(.timeLimit(.minutes(10)))
    func `a client that shuts it down ends its changes`() async throws {
        var configuration = NodeConfiguration(name: "one", gossip: .anywhere)
        configuration.control = .anywhere
        let pets = try await ReplicatedDictionary(["cat": "Mimi"], configuration: configuration)
        let changes = pets.changes
        let client = try await ControlClient.connect(
            to: #require(pets.control), within: .seconds(30))
        _ = try? await client.ask(["SHUTDOWN"])
        for await _ in changes { Issue.record("nothing has changed") }
        #expect(pets["cat"] == "Mimi")
        await #expect(throws: ReplicatedDictionaryError.self) {
            try await pets.removeValue(forKey: "cat")
        }
        #expect(await pets.close() == ["cat": "Mimi"])
    }
}
