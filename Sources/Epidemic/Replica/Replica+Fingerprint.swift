// What tells two moments of a replica apart, for a search through all orders of events.

extension Replica {
    /// Feeds everything that what it does from now on depends on, while it spreads no rumors, shares no cache
    /// and knows its peers by a list: what is fed alike behaves alike.
    ///
    /// Left out is what is counted and only shown (irregularities, hops), what follows from the table (its
    /// digests, the tree), what only the timers of exchanges look at (patience, put-off exchanges), and the order
    /// of modification unless the method in force goes by it. Moments are fed as they stand: only replicas
    /// whose clocks began together may be compared.
    ///
    /// Costs as much as its table is long.
    package func feed(_ hasher: inout FingerprintHasher, at now: Instant) {
        precondition(
            shared.rumors == nil && shared.settings.cache.interval == nil && exchange == nil
                && arrival.isEmpty && discovery.isEmpty && refused.isEmpty,
            "\(id) is in the middle of something that its fingerprint does not tell")
        hasher.feed(now)
        hasher.feed(id)
        hasher.feed(sequence)
        seen.feed(&hasher)
        feedTable(&hasher, at: now)
        certificates.feed(&hasher)
        hasher.feed(timers[.certificate] ?? Instant(nanoseconds: .max))
        lives.feed(&hasher)
        hasher.feed(wasTaught)
        hasher.feed(identityIsInUse)
        hasher.feed(!absence.isEmpty)
        ownLives.value?.feed(&hasher)
        doubtful.value?.feed(&hasher)
        var drawing = generator
        hasher.feed(drawing.next())
        feedOrder(&hasher)
    }

    private func feedTable(_ hasher: inout FingerprintHasher, at now: Instant) {
        hasher.feed(store.table.count)
        store.table.forEach { entry in
            entry.feed(&hasher)
            // How old an own value is counts only while a refusal may mean another one.
            let isYoung =
                entry.update.id.origin.name == id.name
                && now - entry.modified < shared.settings.deletion.age
            hasher.feed(isYoung ? entry.modified : Instant(nanoseconds: .min))
            return true
        }
    }

    /// The order in which the table would be shown, where the method goes by one.
    private func feedOrder(_ hasher: inout FingerprintHasher) {
        switch shared.settings.antiEntropy.method {
        case .full, .checksum, .hashTree, .sketch, nil: return
        case .recent: for entry in cachedEntries() { hasher.feed(entry.update.key) }
        case .peelBack, .auto:
            hasher.feed(found.expected)
            hasher.feed(store.knownIndex?.activity != nil)
            // Nothing is built here that was not: what was useful before is not in it.
            var copy = store
            copy.withIndex { index, table in
                index.withActivity(of: table) { activity in
                    activity.forEach(behind: nil) { key, _ in
                        hasher.feed(key)
                        return true
                    }
                }
            }
        }
    }

    /// Whether a timer would be heeded that fires now.
    package func isDue(_ timer: ReplicaTimer, at now: Instant) -> Bool {
        timers[timer].map { $0 <= now } ?? false
    }
}

extension Certificates {
    fileprivate func feed(_ hasher: inout FingerprintHasher) {
        hasher.feed(dormant.count)
        dormant.forEach { entry in
            entry.feed(&hasher)
            return true
        }
        floor.feed(&hasher)
    }
}

extension Floor {
    func feed(_ hasher: inout FingerprintHasher) {
        hasher.feed(generation)
        hasher.feed(began)
        current.feed(&hasher)
        previous.feed(&hasher)
    }
}

extension Entry {
    /// Everything but how it came here and when.
    package func feed(_ hasher: inout FingerprintHasher) {
        update.feed(&hasher)
        context.feed(&hasher)
        hasher.feed(isDormant)
        guard let activation else { return hasher.feed(0 as UInt64) }
        hasher.feed(UInt64(activation.number))
        hasher.feed(activation.since)
    }
}

extension Update {
    /// Key, identity, clock and content.
    package func feed(_ hasher: inout FingerprintHasher) {
        hasher.feed(key)
        hasher.feed(id)
        clock.feed(&hasher)
        switch content {
        case .value(let value):
            hasher.feed(1 as UInt64)
            hasher.feed(bytes: value.bytes, count: value.bytes.count)
        case .deathCertificate(let created, let retention):
            hasher.feed(2 as UInt64)
            hasher.feed(created)
            hasher.feed(retention.count)
            for name in retention { hasher.feed(name) }
        }
    }
}

extension VectorClock {
    package func feed(_ hasher: inout FingerprintHasher) {
        hasher.feed(components.count)
        for component in components {
            hasher.feed(component.replica)
            hasher.feed(component.count)
        }
    }
}

extension SeenClock {
    package func feed(_ hasher: inout FingerprintHasher) {
        hasher.feed(runs.count)
        for run in runs {
            hasher.feed(run.origin)
            hasher.feed(run.highest)
            hasher.feed(run.gaps.count)
            for gap in run.gaps {
                hasher.feed(gap.lowerBound)
                hasher.feed(gap.upperBound)
            }
        }
    }
}

extension FingerprintHasher {
    package mutating func feed(_ moment: Instant) { feed(moment.nanoseconds) }

    package mutating func feed(_ key: Key) { feed(bytes: key.bytes, count: key.bytes.count) }

    package mutating func feed(_ name: ReplicaName) {
        feed(bytes: name.text.utf8, count: name.text.utf8.count)
    }

    package mutating func feed(_ id: ReplicaID) {
        feed(id.name)
        feed(id.epoch)
    }

    package mutating func feed(_ id: UpdateID) {
        feed(id.origin)
        feed(id.sequence)
    }
}
