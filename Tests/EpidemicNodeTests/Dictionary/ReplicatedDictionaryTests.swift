import EpidemicNode
import Testing

/// A replica inside a program.
@Suite struct ReplicatedDictionaryTests {
    @Test func `it is made of a plain dictionary, and gives one back`() async throws {
        let pets = try await ReplicatedDictionary(
            ["cat": "Mimi", "dog": "Rex"], name: "one", listeningOn: .anywhere)
        #expect(pets["cat"] == "Mimi")
        pets["bird"] = "Pip"
        #expect(pets.removeValue(forKey: "dog") == "Rex")
        #expect(pets.removeValue(forKey: "dog") == nil)
        #expect(pets.map(\.key) == ["bird", "cat"])
        #expect(pets.count == 2)
        #expect(await pets.close() == ["bird": "Pip", "cat": "Mimi"])
    }

    @Test func `what one writes the other is told`() async throws {
        let one = try await ReplicatedDictionary(name: "one", listeningOn: .anywhere)
        let two = try await ReplicatedDictionary(
            name: "two", listeningOn: .anywhere, peers: [one.address])
        var changes = one.changes.makeAsyncIterator()
        // The stream begins when the thread has taken it in, which a read waits for.
        _ = one.count
        two["cat"] = "Mimi"
        #expect(await changes.next() == .init(key: "cat", value: "Mimi", writer: "two"))
        one["cat"] = nil
        #expect(await changes.next() == .init(key: "cat", value: nil, writer: "one"))
        _ = await one.close()
        #expect(await changes.next() == nil)
        _ = await two.close()
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
        two.removeAll()
        #expect(await changes.next()?.value == nil)
        _ = await one.close()
        #expect(await two.close().isEmpty)
    }
}

extension HostPort {
    /// Any free port of this machine.
    fileprivate static let anywhere = HostPort(host: "127.0.0.1", port: 0)
}
