import Epidemic

/// Everything that a search has found out about nodes, copies and what was written, for several workers.
struct SearchMemory: Sendable {
    /// The states of single nodes.
    let locals: WorkersValues<LocalState>
    let copies: WorkersValues<CopyUnderWay>
    /// What was written anywhere.
    let updates: WorkersValues<Update>
    let histories: WorkersValues<WrittenHistory>
    let consequences: WorkersValues<Consequences>
    /// What events make of nodes.
    let transitions: WorkersMap<NodeTransition.Key, NodeTransition>
    /// The copy that a node in some state would mail; `noCopy` for none.
    let mailed: WorkersMap<NodeTransition.Key, UInt32>
    /// What a history becomes by a write.
    let successors: WorkersMap<WrittenHistory.Step, WrittenHistory.Successor>

    static let noCopy = UInt32.max

    init(workers: Int) {
        locals = WorkersValues(workers: workers)
        copies = WorkersValues(workers: workers)
        updates = WorkersValues(workers: workers)
        histories = WorkersValues(workers: workers)
        consequences = WorkersValues(workers: workers)
        transitions = WorkersMap(
            workers: workers,
            filler: NodeTransition(first: 0, second: 0, consequences: Consequences.none))
        mailed = WorkersMap(workers: workers, filler: Self.noCopy)
        successors = WorkersMap(
            workers: workers, filler: WrittenHistory.Successor(number: 0, place: 0))
    }

    /// Lets all workers read what each has found out. Nobody may be at work.
    func settle() {
        locals.settle()
        copies.settle()
        updates.settle()
        histories.settle()
        consequences.settle()
        transitions.settle()
        mailed.settle()
        successors.settle()
    }
}
