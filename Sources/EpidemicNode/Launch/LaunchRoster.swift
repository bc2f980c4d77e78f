import Glibc

/// A node that was launched here. It is known by its number, which it keeps whatever becomes of others.
struct LaunchedNode: Hashable, Sendable {
    /// From 1.
    let number: Int

    var name: String { "n\(number)" }
}

/// Which nodes were launched, and as which processes they run.
struct LaunchRoster {
    private var processes: [(node: LaunchedNode, process: pid_t?)] = []

    /// All of them, in the order of their numbers.
    var nodes: [LaunchedNode] { processes.map(\.node) }

    /// Those that run.
    var running: [(node: LaunchedNode, process: pid_t)] {
        processes.compactMap { entry in entry.process.map { (entry.node, $0) } }
    }

    /// The process of a node; nil when it does not run, or was never launched.
    func process(of node: LaunchedNode) -> pid_t? {
        processes.first { $0.node == node }.flatMap(\.process)
    }

    /// A node runs now, for the first time or again.
    mutating func begin(_ node: LaunchedNode, as process: pid_t) {
        if let place = place(of: node) {
            processes[place].process = process
        } else {
            processes.append((node, process))
        }
    }

    /// A node runs no more.
    ///
    /// - Returns: the process that it was.
    @discardableResult
    mutating func end(_ node: LaunchedNode) -> pid_t? {
        guard let place = place(of: node) else { return nil }
        defer { processes[place].process = nil }
        return processes[place].process
    }

    /// No node runs any more.
    ///
    /// - Returns: the processes that they were.
    mutating func endAll() -> [pid_t] {
        let ended = running.map(\.process)
        for place in processes.indices { processes[place].process = nil }
        return ended
    }

    private func place(of node: LaunchedNode) -> Int? {
        processes.firstIndex { $0.node == node }
    }
}
