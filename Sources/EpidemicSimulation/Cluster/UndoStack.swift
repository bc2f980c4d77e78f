import ClusterObservation
import Epidemic

/// The latest faults and changes of settings that are not taken back yet, with what takes each back.
///
/// It belongs to the cluster's value, so that turning back in time turns it back too.
struct UndoStack: Sendable {
    /// How many are remembered.
    static let depthMax = 32

    /// Oldest first.
    private(set) var steps: [Step] = []

    /// One thing that was done.
    struct Step: Sendable {
        /// What it was, in a few words.
        let name: String
        let inverse: Inverse
    }

    /// What takes something back.
    indirect enum Inverse: Sendable {
        case command(ClusterCommand)
        /// The network as it was.
        case network(Faults, NetworkConditions)
        /// Nodes come and go as they did; where none did, those that died of it come back.
        case churn(Churn?)
        /// The node goes down again, with the disk that it had lost.
        case death(NodeID, DurableState)
        /// All of these, the last one first.
        case group([Inverse])
    }

    mutating func push(_ step: Step) {
        steps.append(step)
        if steps.count > Self.depthMax { steps.removeFirst() }
    }

    mutating func pop() -> Step? { steps.popLast() }
}
