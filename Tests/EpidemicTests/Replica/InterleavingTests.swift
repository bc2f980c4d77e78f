import Testing

@testable import Epidemic

/// PROTOCOL.md §3, enumerated: whatever the order of writes and deliveries, replicas agree once gossip
/// resumes, and on what the norm rule names.
@Suite struct InterleavingTests {
    private enum Action: Hashable {
        case write(node: Int)
        case send(from: Int, to: Int)
    }

    private static let actions: [Action] =
        (0..<3).map { .write(node: $0) }
        + (0..<3).flatMap { from in
            (0..<3).filter { $0 != from }.map { .send(from: from, to: $0) }
        }

    /// A cluster in the middle of a sequence, and what was written so far.
    private struct Course {
        var bench: Bench
        var written: [Update] = []
        var actions: [Action] = []
    }

    @Test func `all interleavings of three writes and three deliveries on three nodes converge`()
        throws
    {
        var courses = 0
        try forEachCourse(Course(bench: Bench(nodes: 3)), writes: 3, sends: 3) { course in
            courses += 1
            var bench = course.bench
            for _ in 0..<2 {
                for from in 0..<3 {
                    for to in 0..<3 where to != from { send(from: from, to: to, on: &bench) }
                }
            }
            let winner = course.written.max { $1.wins(over: $0) }
            let held = bench.replicas.map { $0.entry(of: "k")?.update }
            #expect(held == [winner, winner, winner], "\(course.actions)")
            #expect(bench.roots.count == 1, "\(course.actions)")
        }
        #expect(courses > 10_000)
    }

    /// Visits every sequence; a delivery from a node that holds nothing does nothing and is left out.
    private func forEachCourse(
        _ course: Course, writes: Int, sends: Int, _ body: (Course) throws -> Void
    ) rethrows {
        guard writes + sends > 0 else { return try body(course) }
        for action in Self.actions {
            var next = course
            next.actions.append(action)
            switch action {
            case .write where writes > 0:
                perform(action, on: &next.bench, written: &next.written)
                try forEachCourse(next, writes: writes - 1, sends: sends, body)
            case .send(let from, _) where sends > 0 && course.bench.replicas[from].entryCount > 0:
                perform(action, on: &next.bench, written: &next.written)
                try forEachCourse(next, writes: writes, sends: sends - 1, body)
            case .write, .send: break
            }
        }
    }

    private func perform(_ action: Action, on bench: inout Bench, written: inout [Update]) {
        switch action {
        case .write(let node):
            bench.write(node, "k", Value("\(written.count)"))
            if let entry = bench.replicas[node].entry(of: "k") { written.append(entry.update) }
        case .send(let from, let to): send(from: from, to: to, on: &bench)
        }
    }

    private func send(from: Int, to: Int, on bench: inout Bench) {
        guard let entry = bench.replicas[from].entry(of: "k") else { return }
        bench.hand(entry.update, to: to, from: from)
    }
}
