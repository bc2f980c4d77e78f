import ClusterObservation
import Epidemic

// What the next event is, for whoever lets it happen alone.

extension Simulation {
    /// What happens next; nil when nothing ever will.
    var nextStep: TimeStep? {
        switch queue.next {
        case .node(let index, let event)?: step(of: event, at: index)
        case .round?: .round(round + 1)
        case .death?, .comeback?, .step?, .departure?: .told
        case nil: nil
        }
    }

    private func step(of event: NodeEvent, at index: Int) -> TimeStep {
        if case .delivery(let slot) = event, let transit = transits[slot] {
            return .arrival(transit.link, transit.kind)
        }
        guard nodes[index].isUp else { return .due(NodeID(index), .nothing) }
        switch event {
        case .timer(let timer, let life):
            return .due(NodeID(index), life == nodes[index].life ? NodeTask(timer) : .nothing)
        case .contact(let round, let life):
            let isDue = life == nodes[index].life && round == self.round && isAligned
            return .due(NodeID(index), isDue ? .contact : .nothing)
        case .delivery: return .due(NodeID(index), .nothing)
        }
    }
}

extension NodeTask {
    fileprivate init(_ timer: ReplicaTimer) {
        self =
            switch timer {
            case .round: .round
            case .cache: .cache
            case .antiEntropy: .antiEntropy
            case .exchange: .exchange
            case .certificate: .certificate
            case .membership: .membership
            case .arrival: .arrival
            }
    }
}
