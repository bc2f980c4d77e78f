import Epidemic
import EpidemicWire
import Testing

@testable import EpidemicNode

/// A node whose disk takes no more.
@Suite struct FullDiskTests {
    let scratch: ScratchDirectory
    var path: String { scratch.path("data") }

    init() throws { scratch = try ScratchDirectory() }

    /// Lets the database grow no further.
    private func fill(_ node: TestNode) async throws {
        try await node.node.onLoop { try! $0.disk?.limitPages(to: 1) }.get()
    }

    /// Lets it grow again, and does not wait until the node tries.
    private func makeRoom(_ node: TestNode) async throws {
        try await node.node.onLoop { driver in
            try! driver.disk?.limitPages(to: 1 << 30)
            if let disk = driver.disk { driver.storeBacklog(on: disk) }
        }.get()
    }

    private func isRefusedForDisk(_ answer: RESPValue) -> Bool {
        if case .error(let text) = answer { text.hasPrefix("MISCONF ") } else { false }
    }

    /// Writes until it is refused.
    ///
    /// - Returns: the keys that were acknowledged.
    private func overfill(_ node: TestNode, _ name: String) async throws -> [String] {
        let value = String(repeating: "v", count: 4_096)
        for number in 0..<1_000 {
            let answer = try await node.ask("SET", "\(name)-\(number)", value)
            guard answer == .ok else {
                #expect(isRefusedForDisk(answer), "\(answer)")
                return (0..<number).map { "\(name)-\($0)" }
            }
        }
        Issue.record("the disk is never full")
        return []
    }

    @Test func `it refuses writes by name, reads on, and goes on when there is room`() async throws
    {
        let node = try await TestNode.start(data: path)
        #expect(try await node.ask("SET", "a", "1") == .ok)
        try await fill(node)
        var acknowledged = try await overfill(node, "x")
        for words in [["SET", "b", "1"], ["DEL", "a"], ["MSET", "b", "1"], ["FLUSHDB"]] {
            #expect(isRefusedForDisk(try await node.client.ask(words)))
        }
        #expect(try await node.ask("GET", "a") == .text("1"))
        guard case .verbatim(let info) = try await node.ask("INFO", "persistence") else {
            Issue.record("INFO tells nothing")
            return
        }
        #expect(info.contains("disk_full:1"))
        #expect(info.contains("aof_last_write_status:err"))
        try await makeRoom(node)
        #expect(try await node.ask("SET", "c", "1") == .ok)
        acknowledged += ["a", "c"]
        await node.stop()

        let again = try await TestNode.start(data: path)
        #expect(
            try await again.client.ask(["EXISTS"] + acknowledged)
                == .integer(Int64(acknowledged.count)))
        await again.stop()
    }

    @Test func `pipelined writes of a turn that cannot be stored are all refused`() async throws {
        let node = try await TestNode.start(data: path)
        try await fill(node)
        let client = node.client
        let value = String(repeating: "v", count: 100_000)
        let answers = try await withThrowingTaskGroup(of: RESPValue.self) { group in
            for number in 0..<50 {
                group.addTask { try await client.ask(["SET", "k-\(number)", value]) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let acknowledged = answers.count { $0 == .ok }
        #expect(answers.count { isRefusedForDisk($0) } == 50 - acknowledged)
        #expect(acknowledged < 50)
        await node.stop()
    }

    @Test func `what others bring is not taken meanwhile, and what is not durable not told`()
        async throws
    {
        let other = try await TestNode.start("n2")
        let node = try await TestNode.start("n1", peers: [other.node.gossip], data: path)
        #expect(try await node.ask("SET", "a", "1") == .ok)
        try await other.untilAnswer(.text("1"), to: "GET", "a")
        try await fill(node)
        let acknowledged = try await overfill(node, "x")
        #expect(try await other.ask("SET", "b", "2") == .ok)
        try await node.untilCounted(Drop.notStored.rawValue)
        #expect(try await node.ask("GET", "b") == .null)
        // The write that was refused is in memory, and nobody has heard of it.
        let refused = "x-\(acknowledged.count)"
        #expect(try await node.ask("EXISTS", refused) == .integer(1))
        try await node.untilCounted(Drop.notDurable.rawValue)
        #expect(try await other.ask("EXISTS", refused) == .integer(0))
        try await makeRoom(node)
        try await node.untilAnswer(.text("2"), to: "GET", "b")
        try await other.untilAnswer(.integer(1), to: "EXISTS", refused)
        await node.stop()
        await other.stop()
    }

    @Test func `a commit that failed can be made again, as if it came for the first time`() throws {
        let small = Value(Array(repeating: 7, count: 8_192))
        do {
            var node = try DiskedReplica(path)
            try node.write("first", "1")
            try node.disk.limitPages(to: 1)
            var failed: [Persisted] = []
            for number in 0..<64 where failed.isEmpty {
                do {
                    try node.write(Key("big\(number)"), small)
                } catch {
                    failed = node.lastRecords
                }
            }
            #expect(!failed.isEmpty)
            try node.disk.limitPages(to: 1 << 30)
            try node.disk.commit(failed)
            #expect(node.disk.lastOwnWrite.sequence == node.replica.sequence)
        }
        let again = try DiskedReplica(path)
        #expect(again.replica.hotCount == again.replica.entryCount)
        #expect(UInt64(again.replica.entryCount) == again.replica.sequence)
    }
}

/// A node whose table takes as much memory as it may.
@Suite struct MaxMemoryTests {
    @Test func `clients write no more, may delete, and others' writes are still taken`()
        async throws
    {
        let other = try await TestNode.start("n2")
        let node = try await TestNode.start("n1", peers: [other.node.gossip]) {
            $0.maxMemory = 100_000
        }
        let value = String(repeating: "v", count: 10_000)
        var written = 0
        while try await node.ask("SET", "k\(written)", value) == .ok { written += 1 }
        #expect((8...11).contains(written))
        #expect(
            try await node.ask("SET", "k", "v")
                == .error("OOM command not allowed when used memory > 'maxmemory'."))
        #expect(try await other.ask("SET", "theirs", value) == .ok)
        try await node.untilAnswer(.integer(1), to: "EXISTS", "theirs")
        #expect(try await node.ask("DEL", "k0", "k1", "k2") == .integer(3))
        #expect(try await node.ask("SET", "k", "v") == .ok)
        #expect(
            try await node.ask("CONFIG", "GET", "maxmemory")
                == .map([.init(.text("maxmemory"), .text("100000"))]))
        await node.stop()
        await other.stop()
    }
}
