import ClusterObservation
import Epidemic

// What an inspector shows of one node.

extension Simulation {
    func detail(of index: Int, entries: Range<Int>, focus: Int?) -> ReplicaDetail {
        let replica = nodes[index].replica
        var detail = ReplicaDetail(
            status: status(of: index, focus: focus),
            entries: replica.entries(entries).map { self.detail(of: $0, in: replica) },
            entryCount: replica.entryCount,
            cache: replica.cachedEntries(max: 256).map {
                CacheDetail(update: $0.update, age: time(of: index) - $0.modified)
            },
            rumors: replica.rumors(max: 256).map {
                RumorDetail(update: $0.update, counter: $0.counter, rounds: $0.rounds)
            },
            counters: counters(of: nodes[index]), membership: membership(of: index))
        detail.dormant = replica.dormantCertificates(0..<256).compactMap(certificate)
        detail.deletionSpace = replica.certificateSpace
        return detail
    }

    private func detail(of entry: Entry, in replica: Replica) -> EntryDetail {
        var detail = EntryDetail(
            update: entry.update, context: entry.context,
            state: replica.state(of: entry.update.header),
            holders: tally.holders(of: entry.update.id), modified: entry.modified,
            hops: Int(entry.hops))
        detail.certificate = certificate(entry)
        detail.conflict = conflicts.won(by: entry.update.id)
        return detail
    }

    private func certificate(_ entry: Entry) -> CertificateDetail? {
        guard case .deathCertificate(let created, let retention) = entry.update.content,
            let activation = entry.activation
        else { return nil }
        let deletion = settings.deletion
        return CertificateDetail(
            update: entry.update, created: created, activation: activation.since,
            isDormant: entry.isDormant,
            due: activation.since + (entry.isDormant ? deletion.lifetime : deletion.age),
            retention: retention)
    }
}
