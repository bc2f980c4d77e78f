import ClusterObservation
import Epidemic

/// Counts over the whole cluster, moved step by step, so that no view costs the size of the cluster.
struct Tally: Sendable {
    private(set) var hot = 0
    /// Live nodes by root, and the place of each node among those of its root.
    private var byRoot: [Digest: RootHolders] = [:]
    private var places: [UInt32] = []
    /// How many roots are held by so many live nodes, and the most that hold one.
    private var rootsBySize: [Int: Int] = [:]
    private(set) var mostCommon = 0
    private var freeMarks: [Int] = []
    /// Live nodes by the version that they hold.
    private var holders: [UpdateID: Int] = [:]
    var messagesSent = 0
    var bytesSent = 0
    var divergences = 0

    /// Moves the counts from where a node stood to where it stands; nil while it is down.
    mutating func move(
        _ node: Int, from old: ReplicaStanding?, to new: ReplicaStanding?
    ) {
        hot += (new?.hotRumors ?? 0) - (old?.hotRumors ?? 0)
        if old?.root != new?.root {
            if let root = old?.root { leave(root, node) }
            if let root = new?.root { enter(root, node) }
        }
    }

    /// One more or one fewer live node holds a version.
    mutating func holds(_ update: UpdateID, by change: Int) {
        let count = (holders[update] ?? 0) + change
        holders[update] = count > 0 ? count : nil
    }

    func holders(of update: UpdateID) -> Int { holders[update] ?? 0 }
    func holders(ofRoot root: Digest) -> Int { byRoot[root]?.members.count ?? 0 }
    func mark(of root: Digest) -> Int { byRoot[root]?.mark ?? 0 }
    var roots: Int { byRoot.count }

    /// The roots that most live nodes hold, the most common first.
    func mostHeld(_ wanted: Int) -> [(root: Digest, holders: RootHolders)] {
        let sorted = byRoot.sorted { left, right in
            let (mine, theirs) = (left.value.members.count, right.value.members.count)
            return mine == theirs ? left.value.mark < right.value.mark : mine > theirs
        }
        return sorted.prefix(wanted).map { ($0.key, $0.value) }
    }

    private mutating func enter(_ root: Digest, _ node: Int) {
        if byRoot[root] == nil {
            byRoot[root] = RootHolders(mark: freeMarks.popLast() ?? byRoot.count)
        }
        let count = byRoot[root]?.add(node) ?? 0
        while places.count <= node { places.append(0) }
        places[node] = UInt32(count - 1)
        resize(from: count - 1, to: count)
        mostCommon = max(mostCommon, count)
    }

    private mutating func resize(from old: Int, to new: Int) {
        if old > 0 {
            let left = (rootsBySize[old] ?? 0) - 1
            rootsBySize[old] = left > 0 ? left : nil
        }
        if new > 0 { rootsBySize[new, default: 0] += 1 }
    }

    /// The smallest free mark is given out first, so that few colours are used.
    private mutating func leave(_ root: Digest, _ node: Int) {
        let place = Int(places[node])
        guard let moved = byRoot[root]?.remove(at: place), let holders = byRoot[root] else {
            return
        }
        places[moved] = UInt32(place)
        let count = holders.members.count
        resize(from: count + 1, to: count)
        if rootsBySize[mostCommon] == nil { mostCommon -= 1 }
        guard count == 0 else { return }
        byRoot[root] = nil
        freeMarks.insert(
            holders.mark, at: freeMarks.firstIndex { $0 < holders.mark } ?? freeMarks.count)
    }
}

/// The live nodes that hold one root.
struct RootHolders: Sendable {
    /// A small number that no other root has; kept as long as a live node holds this one.
    let mark: Int
    /// Their places in the roster, in no order that means anything.
    private(set) var members: [UInt32] = []

    init(mark: Int) { self.mark = mark }

    /// - Returns: how many there are now; the new one stands last.
    fileprivate mutating func add(_ node: Int) -> Int {
        members.append(UInt32(node))
        return members.count
    }

    /// The last one takes the place of the one that goes.
    ///
    /// - Returns: the last one.
    fileprivate mutating func remove(at place: Int) -> Int {
        let last = members.removeLast()
        if place < members.count { members[place] = last }
        return Int(last)
    }

    /// So many of them at most, the first by roster.
    func first(_ wanted: Int) -> [NodeID] {
        var found: [UInt32] = []
        for member in members {
            if found.count == wanted {
                guard let last = found.last, member < last else { continue }
                found.removeLast()
            }
            found.insert(member, at: found.firstIndex { $0 > member } ?? found.count)
        }
        return found.map { NodeID(Int($0)) }
    }
}
