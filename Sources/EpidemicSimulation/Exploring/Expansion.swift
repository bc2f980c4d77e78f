import Epidemic

/// What can happen next in some states that stand beside each other.
struct Expansion: Sendable {
    /// A state that was not met before these, and how it came about.
    struct Successor: Sendable {
        let fingerprint: Fingerprint
        let parent: UInt32
        let action: UInt32
        let state: ExploredState
    }

    /// What went wrong first, and how it came about.
    struct Finding: Sendable {
        let fault: ExplorationFault
        let parent: UInt32
        let action: UInt32
    }

    /// By the part of the table that they belong to; a state may be in it several times.
    private(set) var successors: [[Successor]]
    private(set) var transitions = 0
    private(set) var finding: Finding?

    var successorCount: Int { successors.reduce(0) { $0 + $1.count } }

    /// Lets everything happen in the states of a piece, up to the first fault.
    init(
        of piece: Frontier.Piece, in frontier: Frontier, _ cluster: ExploredCluster,
        met: StateTable
    ) {
        successors = Array(repeating: [], count: StateTable.partCount)
        var actions: [ExploredAction] = []
        for place in piece.range {
            let state = frontier.state(place, of: piece)
            let parent = frontier.number(place, of: piece)
            cluster.actions(from: state, into: &actions)
            for action in actions {
                var after = state
                var fault: ExplorationFault?
                guard cluster.carryOut(action, on: &after, &fault) else { continue }
                transitions += 1
                if let fault {
                    finding = Finding(fault: fault, parent: parent, action: action.packed)
                    return
                }
                let fingerprint = cluster.fingerprint(of: after)
                guard !met.contains(fingerprint) else { continue }
                successors[StateTable.part(of: fingerprint)].append(
                    Successor(
                        fingerprint: fingerprint, parent: parent, action: action.packed,
                        state: after))
            }
        }
    }
}

/// The states that one part of a table has taken in from expansions.
struct Admission: Sendable {
    private(set) var states: [ExploredState] = []
    private(set) var finding: Expansion.Finding?
    /// Whether there was one more than there may be.
    private(set) var isBrokenOff = false

    /// Takes in those that were not met before, in order, up to the first that does not heal.
    ///
    /// - Parameter room: states that there may be, at most.
    init(
        of expansions: [Expansion], to part: Int, _ cluster: ExploredCluster, met: StateTable,
        room: Int
    ) {
        for expansion in expansions {
            for successor in expansion.successors[part] {
                if states.count >= room {
                    guard !met.contains(successor.fingerprint) else { continue }
                    isBrokenOff = true
                    return
                }
                guard
                    met.insert(
                        successor.fingerprint, after: successor.parent, successor.action)
                else { continue }
                states.append(successor.state)
                if let fault = cluster.faultAfterHealing(successor.state) {
                    finding = Expansion.Finding(
                        fault: fault, parent: successor.parent, action: successor.action)
                    return
                }
            }
        }
    }
}
