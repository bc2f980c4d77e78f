// Peel back (Demers et al. 1987, §1.3 and §1.5): both tables are shown in reverse order of activity, one
// bounded batch after another, until the roots agree.

/// How far an initiator has come in peeling back.
struct Peeling: Sendable {
    /// Everything of the own table in front of this mark has been shown.
    var own: ActivityOrder.Mark?
    /// The same of the peer's.
    var theirs: ActivityOrder.Mark?
    /// Whether nothing is left to show.
    var isOwnDone = false
    var isTheirsDone = false
    /// The size of the next batch, doubled with every one.
    var limit = 16
}

extension Replica {
    /// The next batch of the own table, and with it the root as it is now.
    mutating func peel(_ peeling: Peeling) -> (ExchangeState.Phase, ExchangeRequest.Body) {
        guard !peeling.isOwnDone || !peeling.isTheirsDone else {
            return (.closing, .compare(snapshot()))
        }
        var peeling = peeling
        let (headers, mark) = peeling.isOwnDone ? ([], nil) : active(peeling.limit, peeling.own)
        let limit = peeling.isTheirsDone ? 0 : peeling.limit
        peeling.own = mark
        peeling.isOwnDone = mark == nil
        peeling.limit = min(2 * peeling.limit, Limits.updatesPerMessageMax)
        changeExchange { $0.search = .peeling(peeling) }
        return (
            .peeling,
            .peel(snapshot(), behind: peeling.theirs, limit: UInt32(limit), headers)
        )
    }

    /// The peer says what it wants, and shows its own next batch.
    mutating func peel(
        _ theirs: Snapshot, _ wanted: Flags, behind mark: UInt64?, _ headers: [UpdateHeader],
        now: Instant, into effects: inout EffectBuffer
    ) {
        guard let state = exchange, case .peeling(var peeling) = state.search else { return }
        if join(theirs, from: state.peer, now: now, into: &effects) {
            return endExchange(.equal, into: &effects)
        }
        peeling.theirs = mark
        peeling.isTheirsDone = peeling.isTheirsDone || mark == nil
        changeExchange { $0.search = .peeling(peeling) }
        want(wanted, of: state.request.body)
        next(.fetch(lacking(headers, now: now, into: &effects)), now: now, into: &effects)
    }

    /// Answers a batch of a peer's table with one of the own.
    mutating func compare(
        peeled headers: [UpdateHeader], behind mark: UInt64?, limit: UInt32, _ direction: Direction,
        from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) -> ExchangeReply.Body {
        var wanted = Flags()
        for header in headers {
            heedOwnIdentity(header.id, from: peer, into: &effects)
            let isLacking = lacks(header)
            wanted.append(isLacking && direction.pushes)
            if !isLacking { noteOutdated(header, from: peer, now: now, into: &effects) }
        }
        let limit = direction.pulls ? min(Int(limit), Limits.updatesPerMessageMax) : 0
        let (own, next) = limit == 0 ? ([], nil) : active(limit, mark)
        let shown = Set(headers.map(\.reference))
        return .peeled(
            snapshot(), wanted: wanted, behind: next, own.filter { !shown.contains($0.reference) })
    }

    /// The headers behind a mark, the most active first, and where they end; nil at the end of the table.
    private mutating func active(
        _ limit: Int, _ mark: ActivityOrder.Mark?
    ) -> (headers: [UpdateHeader], mark: ActivityOrder.Mark?) {
        store.withIndex { index, table in
            index.withActivity(of: table) { $0.headers(limit, behind: mark, in: table) }
        }
    }
}

extension ActivityOrder {
    fileprivate func headers(
        _ limit: Int, behind mark: Mark?, in table: EntryTable
    ) -> (headers: [UpdateHeader], mark: Mark?) {
        var headers: [UpdateHeader] = []
        var size = 0
        var last: Mark?
        var isCut = false
        forEach(behind: mark) { key, mark in
            guard headers.count < limit, size < Limits.messageBytesTarget else {
                isCut = true
                return false
            }
            guard let header = table[key]?.update.header else { return true }
            headers.append(header)
            size += header.estimatedBytes
            last = mark
            return true
        }
        return (headers, isCut ? last : nil)
    }
}
