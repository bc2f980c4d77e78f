import ClusterObservation
import Epidemic

/// Counts over the whole cluster, moved step by step, so that no view costs the size of the cluster.
struct Tally: Sendable {
    private(set) var hot = 0
    /// Live nodes by root.
    private var byRoot: [Digest: Int] = [:]
    /// A small number for every root that a live node holds; kept as long as one does.
    private var marks: [Digest: Int] = [:]
    private var freeMarks: [Int] = []
    /// Live nodes by their state for the focused update.
    private var byState: [Int] = Array(repeating: 0, count: EpidemicState.allCases.count)
    /// Live nodes by the version that they hold.
    private var holders: [UpdateID: Int] = [:]
    var messagesSent = 0
    var bytesSent = 0
    var divergences = 0

    /// Moves the counts from where a node stood to where it stands; nil while it is down.
    mutating func move(from old: ReplicaStanding?, to new: ReplicaStanding?) {
        hot += (new?.hotRumors ?? 0) - (old?.hotRumors ?? 0)
        if old?.root != new?.root {
            if let root = old?.root { leave(root) }
            if let root = new?.root { enter(root) }
        }
        if old?.state != new?.state {
            if let state = old?.state { byState[Int(state.rawValue)] -= 1 }
            if let state = new?.state { byState[Int(state.rawValue)] += 1 }
        }
    }

    /// One more or one fewer live node holds a version.
    mutating func holds(_ update: UpdateID, by change: Int) {
        let count = (holders[update] ?? 0) + change
        holders[update] = count > 0 ? count : nil
    }

    func holders(of update: UpdateID) -> Int { holders[update] ?? 0 }
    func mark(of root: Digest) -> Int { marks[root] ?? 0 }
    func count(of state: EpidemicState) -> Int { byState[Int(state.rawValue)] }
    var roots: Int { byRoot.count }
    var mostCommon: Int { byRoot.values.max() ?? 0 }

    private mutating func enter(_ root: Digest) {
        byRoot[root, default: 0] += 1
        guard marks[root] == nil else { return }
        marks[root] = freeMarks.popLast() ?? marks.count
    }

    /// The smallest free mark is given out first, so that few colours are used.
    private mutating func leave(_ root: Digest) {
        guard let count = byRoot[root] else { return }
        guard count == 1 else {
            byRoot[root] = count - 1
            return
        }
        byRoot[root] = nil
        guard let mark = marks.removeValue(forKey: root) else { return }
        freeMarks.insert(mark, at: freeMarks.firstIndex { $0 < mark } ?? freeMarks.count)
    }
}
