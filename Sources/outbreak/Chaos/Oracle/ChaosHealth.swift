/// Since when each node could have given what it holds to enough others.
///
/// A node is *well joined* while it runs and answers, and there are nodes with disks that do so as
/// well, three at least, between which and itself packets go both ways. What it acknowledged so long
/// before the end of such a time as spreading takes at most is not on its disk, or in its memory, only.
struct ChaosHealth: Sendable {
    private struct Node: Sendable {
        let hasDisk: Bool
        var isUp = false
        /// Troubles of its link, and of its disk.
        var linkTroubles = 0
        var diskTroubles = 0
        var joinedSince: Duration?
        /// What it acknowledged until then is elsewhere.
        var safeUntil: Duration?
    }

    private var nodes: [Node]
    /// How many walls stand on the way from one to another.
    private var walls: [[Int]]
    /// What spreading takes at most.
    let spreading: Duration
    private static let othersMin = 3

    init(disks: [Bool], spreading: Duration) {
        nodes = disks.map { Node(hasDisk: $0) }
        walls = Array(repeating: Array(repeating: 0, count: disks.count), count: disks.count)
        self.spreading = spreading
    }

    mutating func note(up isUp: Bool, _ node: Int, now: Duration) {
        change(now) { $0.nodes[node].isUp = isUp }
        if !isUp { nodes[node].joinedSince = nil }
    }

    /// What a node that begins anew has acknowledged is nowhere yet.
    mutating func forget(_ node: Int) { nodes[node].safeUntil = nil }

    mutating func note(linkTrouble way: ChaosHost.Switch, _ node: Int, now: Duration) {
        change(now) { $0.nodes[node].linkTroubles += way == .on ? 1 : -1 }
    }

    mutating func note(diskTrouble way: ChaosHost.Switch, _ node: Int, now: Duration) {
        change(now) { $0.nodes[node].diskTroubles += way == .on ? 1 : -1 }
    }

    mutating func note(
        wall way: ChaosHost.Switch, from source: Int, to target: Int, now: Duration
    ) {
        change(now) { $0.walls[source][target] += way == .on ? 1 : -1 }
    }

    /// Until when what a node acknowledged is elsewhere; nil when none of it need be.
    mutating func safety(of node: Int, now: Duration) -> Duration? {
        look(now)
        return nodes[node].safeUntil
    }

    private mutating func change(_ now: Duration, _ body: (inout ChaosHealth) -> Void) {
        look(now)
        body(&self)
        look(now)
    }

    private mutating func look(_ now: Duration) {
        for node in nodes.indices {
            guard isJoined(node) else {
                nodes[node].joinedSince = nil
                continue
            }
            let since = nodes[node].joinedSince ?? now
            nodes[node].joinedSince = since
            if now - since >= spreading { nodes[node].safeUntil = now - spreading }
        }
    }

    private func isJoined(_ node: Int) -> Bool {
        guard isWell(node) else { return false }
        let others = nodes.indices.filter { other in
            other != node && nodes[other].hasDisk && isWell(other)
                && nodes[other].diskTroubles == 0 && walls[node][other] == 0
                && walls[other][node] == 0
        }
        return others.count >= Self.othersMin
    }

    private func isWell(_ node: Int) -> Bool {
        nodes[node].isUp && nodes[node].linkTroubles == 0
    }
}
