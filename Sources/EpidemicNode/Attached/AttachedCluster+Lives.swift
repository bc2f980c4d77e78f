import ClusterObservation
import Epidemic

// Which lives of the nodes have been heard of, so that each is written as shortly as it can be.

extension AttachedCluster {
    /// Those in what a node tells of itself; of its clock only when that has become another.
    mutating func noteLives(in report: NodeReport, at place: Int) {
        lives.note(report.id)
        for member in report.membership?.members ?? [] { lives.note(member.identity) }
        guard nodes[place].report?.seen != report.seen else { return }
        for run in report.seen.runs { lives.note(run.origin) }
    }

    mutating func noteLives(in update: Update) {
        lives.note(update.id.origin)
        noteLives(in: update.clock)
    }

    private mutating func noteLives(in clock: VectorClock) {
        for component in clock.components { lives.note(component.replica) }
    }

    mutating func take(_ detail: NodeDetail, at place: Int) {
        nodes[place].take(detail)
        for entry in detail.entries + detail.cache {
            noteLives(in: entry.update)
            noteLives(in: entry.context)
        }
        for rumor in detail.rumors { noteLives(in: rumor.update) }
    }
}
