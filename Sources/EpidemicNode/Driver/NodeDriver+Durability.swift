import Epidemic
import Glibc

// What happens when something cannot be made durable.

extension NodeDriver {
    /// Whether what other nodes bring cannot be taken now.
    var refusesUpdates: Bool { durability.trouble != nil }

    /// Makes the records of a turn durable.
    ///
    /// - Returns: whether they are; nil when the node has ended because its data is damaged.
    func commit(_ batch: EffectBuffer) -> Bool? {
        guard let disk else { return true }
        var records: [Persisted] = []
        batch.forEach { effect in
            if case .persist(let record) = effect { records.append(record) }
        }
        guard durability.trouble == nil else {
            durability.put(off: records, after: disk.lastOwnWrite)
            return true
        }
        guard !records.isEmpty else { return true }
        do throws(DiskError) {
            try disk.commit(records)
            noteRoom()
            return true
        } catch {
            guard error.mayPass else {
                fail(error)
                return nil
            }
            durability.put(off: records, batch.traces, after: disk.lastOwnWrite)
            tell(durability.fail(error, now: clock.now))
            return false
        }
    }

    /// Carries out what may be before a turn is durable: nothing that tells anybody of it.
    func carryOutUndurable(_ effect: Effect) {
        switch effect {
        case .persist, .answer, .trace: break
        case .send(let message, let peer):
            message.isAboutMembers ? send(message, to: peer) : count(.notDurable)
        case .setTimer, .requestEpoch: carryOut(effect)
        }
    }

    /// Looks how much room is left, and whether it is time to try again what could not be stored.
    func probeDisk() {
        guard let disk, life == .running else { return }
        noteRoom()
        if durability.isDue(now: clock.now) { storeBacklog(on: disk) }
    }

    /// Tries again what could not be stored.
    func storeBacklog(on disk: Disk) {
        disk.makeRoom()
        do throws(DiskError) {
            try disk.commit(durability.backlog)
            let (untold, change) = durability.succeed()
            for trace in untold { observers.tell(trace, at: clock.now) }
            tell(change)
            openTurn()
        } catch {
            tell(durability.fail(error, now: clock.now))
        }
    }

    /// Begins to copy what is kept.
    ///
    /// - Throws: `BackupError`.
    func beginBackup(to path: String) throws(BackupError) -> Backup {
        guard let disk else { throw .noData }
        let backup = try Backup(
            of: disk, to: path, reserving: durability.reserve, entrance: entrance)
        backups.removeAll { $0.backup == nil }
        backups.append(BackupInProgress(backup: backup))
        return backup
    }

    private func noteRoom() {
        guard let disk else { return }
        let change = durability.note(freeBytes: disk.freeBytes)
        if case .scarce = change { disk.makeRoom() }
        tell(change)
    }

    private func tell(_ change: DurabilityWatch.Change?) {
        if let change { onDurability(change) }
    }
}

extension EffectBuffer {
    /// What would be told of it.
    fileprivate var traces: [Trace] {
        var traces: [Trace] = []
        forEach { if case .trace(let trace) = $0 { traces.append(trace) } }
        return traces
    }
}

extension Disk {
    /// Bytes that this user may still fill; nil where the system does not say.
    var freeBytes: UInt64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize)
    }
}

extension DiskError {
    /// Whether it can be otherwise later, with nothing lost.
    var mayPass: Bool {
        switch self {
        case .full, .failed: true
        case .unusable, .inUse, .belongsTo, .unknownForm, .corrupt: false
        }
    }
}

extension Message {
    /// Whether whoever takes it has to store something that it is expected to have then.
    var bringsUpdates: Bool {
        switch self {
        case .push, .offer, .values, .mail, .reply, .forgotten: true
        case .request(let request):
            if case .deliver = request.body { true } else { !request.values.isEmpty }
        case .feedback, .pull, .refusal, .want, .membership, .registry, .arrival: false
        }
    }
}
