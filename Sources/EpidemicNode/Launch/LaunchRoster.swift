import Glibc

/// A node that was launched here. It is known by its number, which it keeps whatever becomes of others.
struct LaunchedNode: Hashable, Sendable {
    /// From 1.
    let number: Int

    var name: String { "n\(number)" }
}

/// A node whose process ended without having been asked to.
public struct EndedNode: Hashable, Sendable {
    let node: LaunchedNode
    /// How, and why as far as it told: `with status 1: outbreak: …`.
    public let reason: String

    public var name: String { node.name }
}

/// Which nodes were launched, and as which processes they run.
struct LaunchRoster {
    private var entries: [Entry] = []
    /// Those whose processes ended by themselves, until somebody asks.
    private var ended: [EndedNode] = []

    /// A process that runs.
    struct Running {
        let process: pid_t
        let words: LastWords
    }

    private struct Entry {
        let node: LaunchedNode
        var running: Running?
    }

    /// All of them, in the order of their numbers.
    var nodes: [LaunchedNode] { entries.map(\.node) }

    /// Those that run.
    var running: [(node: LaunchedNode, running: Running)] {
        entries.compactMap { entry in entry.running.map { (entry.node, $0) } }
    }

    /// The process of a node; nil when it does not run, or was never launched.
    func process(of node: LaunchedNode) -> pid_t? {
        entries.first { $0.node == node }?.running?.process
    }

    /// A node runs now, for the first time or again.
    mutating func begin(_ node: LaunchedNode, as running: Running) {
        if let place = place(of: node) {
            entries[place].running = running
        } else {
            entries.append(Entry(node: node, running: running))
        }
    }

    /// A node runs no more.
    ///
    /// - Returns: the process that it was.
    @discardableResult
    mutating func end(_ node: LaunchedNode) -> pid_t? {
        guard let place = place(of: node) else { return nil }
        defer { entries[place].running = nil }
        return entries[place].running?.process
    }

    /// A process ended by itself.
    mutating func note(_ node: LaunchedNode, ended ending: ProcessEnding) {
        guard let place = place(of: node), let running = entries[place].running else { return }
        entries[place].running = nil
        let words = running.words.reason.map { ": \($0)" } ?? ""
        ended.append(EndedNode(node: node, reason: "\(ending)\(words)"))
    }

    mutating func takeEnded() -> [EndedNode] {
        defer { ended = [] }
        return ended
    }

    /// No node runs any more.
    ///
    /// - Returns: the processes that they were.
    mutating func endAll() -> [pid_t] {
        let ended = running.map(\.running.process)
        for place in entries.indices { entries[place].running = nil }
        return ended
    }

    private func place(of node: LaunchedNode) -> Int? {
        entries.firstIndex { $0.node == node }
    }
}
