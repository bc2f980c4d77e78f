import Epidemic
import Testing

@testable import EpidemicNode

/// What a node finds again after a restart (PROTOCOL.md §3, "Order of effects").
@Suite struct DiskTests {
    let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    @Test func `a restarted node lives on with its table, its epoch and its numbers`() throws {
        let (root, id, seen) = try live(freshEpoch: 1_000) { node in
            try node.write("colour", "red")
            try node.write("colour", "blue")
            try node.delete("shape")
            return (node.replica.root(), node.replica.id, node.replica.seen)
        }
        try live(freshEpoch: 2_000) { node in
            #expect(node.found == .data)
            #expect(node.replica.id == id)
            #expect(node.replica.sequence == 3)
            #expect(node.replica.seen == seen)
            let restored = node.replica.root()
            #expect(restored == root)
            #expect(node.replica.brokenInvariant == nil)
        }
    }

    @Test func `the context of a key outlives a restart, and so the next write dominates`() throws {
        let other = ReplicaID(name: "n2", epoch: 1)
        let clock = try VectorClock([.init(replica: other, count: 1)])
        let theirs = Update(
            key: "k", content: .value("theirs"), clock: clock,
            id: UpdateID(origin: other, sequence: 1))
        try live { node in
            try node.write("k", "mine")
            try node.receive(.mail([Carried(update: theirs, hops: 1)]))
        }
        try live { node in
            try node.write("k", "again")
            let written = try #require(node.replica.entry(of: "k")?.update.clock)
            #expect(written.compare(with: clock) == .after)
        }
    }

    @Test func `own updates that had not finished spreading are hot again`() throws {
        try live { node in
            try node.write("a", "1")
            try node.write("b", "2")
        }
        try live { node in #expect(node.replica.hotCount == 2) }
    }

    @Test func `what dies between memory and disk was never sent, answered or numbered`() throws {
        try live { node in
            try node.write("a", "1")
            let told = (node.sent.count, node.answers.count)
            node.writeAndDie("b", "2")
            #expect((node.sent.count, node.answers.count) == told)
        }
        try live { node in
            #expect(node.replica.entry(of: "b") == nil)
            #expect(node.replica.sequence == 1)
        }
    }

    @Test func `a directory that is lost means a new life`() throws {
        try live(freshEpoch: 5) { try $0.write("a", "1") }
        try live(in: "empty", freshEpoch: 6) { node in
            #expect(node.found == .nothing)
            #expect(node.replica.id == ReplicaID(name: "n1", epoch: 6))
            #expect(node.replica.sequence == 0)
        }
    }

    @Test func `a copied directory is found out and begins a new life with the same table`() throws
    {
        let id = try live(freshEpoch: 5) { node in
            try node.write("a", "1")
            return node.replica.id
        }
        try scratch.copy("data", to: "copy")
        try live(in: "copy", freshEpoch: 3) { copy in
            #expect(copy.found == .copy(of: id))
            // The clock was set back meanwhile: the epoch goes on all the same.
            #expect(copy.replica.id.epoch == 6)
            #expect(copy.replica.sequence == 0)
            #expect(copy.replica.entry(of: "a") != nil)
        }
        try live { original in #expect(original.replica.id == id) }
    }

    @Test func `a new life is durable before its first write`() throws {
        try live(freshEpoch: 5) { _ in }
        try scratch.copy("data", to: "copy")
        try live(in: "copy", freshEpoch: 7) { _ in }
        try live(in: "copy", freshEpoch: 8) { copy in
            #expect(copy.found == .data)
            #expect(copy.replica.id.epoch == 7)
        }
    }

    @Test func `a life that ends while it runs leaves its numbers behind`() throws {
        try live(freshEpoch: 5) { node in
            try node.write("a", "1")
            try node.takeEpoch(9)
            try node.write("b", "2")
            #expect(node.replica.sequence == 1)
        }
        try live { node in
            #expect(node.replica.id.epoch == 9)
            #expect(node.replica.sequence == 1)
            #expect(node.replica.hotCount == 1)
        }
    }

    /// One stretch of a node's life: opened, lived, and ended without a word.
    @discardableResult
    private func live<Result>(
        in name: String = "data", freshEpoch: UInt64 = 2_000,
        _ body: (inout DiskedReplica) throws -> Result
    ) throws -> Result {
        var node = try DiskedReplica(scratch.path(name), freshEpoch: freshEpoch)
        return try body(&node)
    }
}
