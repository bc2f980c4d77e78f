import EpidemicNode
import Testing

/// A replica inside a program.
@Suite(.timeLimit(.minutes(10))) struct ReplicatedDictionaryTests {
    @Test func `it is made of a plain dictionary, and gives one back`() async throws {
        let pets = try await ReplicatedDictionary(
            ["cat": "Mimi", "dog": "Rex"], name: "one", listeningOn: .anywhere)
        #expect(pets["cat"] == "Mimi")
        pets["bird"] = "Pip"
        #expect(try await pets.removeValue(forKey: "dog") == "Rex")
        #expect(try await pets.removeValue(forKey: "dog") == nil)
        #expect(pets.map(\.key) == ["bird", "cat"])
        #expect(pets.count == 2)
        #expect(await pets.close() == ["bird": "Pip", "cat": "Mimi"])
    }

    @Test func `who does not want to be held up waits for the same`() async throws {
        let pets = try await ReplicatedDictionary(name: "one", listeningOn: .anywhere)
        #expect(try await pets.updateValue("Mimi", forKey: "cat") == nil)
        #expect(try await pets.updateValue("Kitty", forKey: "cat") == "Mimi")
        #expect(await pets.value(forKey: "cat") == "Kitty")
        #expect(await pets.snapshot() == ["cat": "Kitty"])
        try await pets.removeAll()
        #expect(await pets.snapshot().isEmpty)
        _ = await pets.close()
    }

    @Test func `what one writes the other is told`() async throws {
        let one = try await ReplicatedDictionary(name: "one", listeningOn: .anywhere)
        let two = try await ReplicatedDictionary(
            name: "two", listeningOn: .anywhere, peers: [one.address])
        var changes = one.changes.makeAsyncIterator()
        two["cat"] = "Mimi"
        #expect(await changes.next() == .init(key: "cat", value: "Mimi", writer: "two"))
        one["cat"] = nil
        #expect(await changes.next() == .init(key: "cat", value: nil, writer: "one"))
        _ = await one.close()
        #expect(await changes.next() == nil)
        _ = await two.close()
    }

    @Test func `one that is made holds what the others held`() async throws {
        let one = try await ReplicatedDictionary(
            ["cat": "Mimi"], name: "one", listeningOn: .anywhere)
        let two = try await ReplicatedDictionary(
            ["dog": "Rex"], name: "two", listeningOn: .anywhere, peers: [one.address])
        // On a machine that stands still for as long as an arrival waits, it begins before it is answered.
        while two.contents != ["cat": "Mimi", "dog": "Rex"] { await Task.yield() }
        _ = await two.close()
        _ = await one.close()
    }

    @Test func `offline it goes on, and online it tells`() async throws {
        let one = try await ReplicatedDictionary(name: "one", listeningOn: .anywhere)
        let two = try await ReplicatedDictionary(
            name: "two", listeningOn: .anywhere, peers: [one.address])
        two.goOffline()
        two["cat"] = "Mimi"
        #expect(two["cat"] == "Mimi")
        var changes = one.changes.makeAsyncIterator()
        #expect(one["cat"] == nil)
        two.goOnline()
        #expect(await changes.next()?.value == "Mimi")
        try await two.removeAll()
        #expect(await changes.next()?.value == nil)
        _ = await one.close()
        #expect(await two.close().isEmpty)
    }
}

extension HostPort {
    /// Any free port of this machine.
    static let anywhere = HostPort(host: "127.0.0.1", port: 0)
}
