// The steps of an exchange: what differs is noted, values are handed over, the next request is sent.

extension Replica {
    // MARK: Differences

    /// Notes which of the headers that were shown the peer wants.
    mutating func want(_ wanted: Flags, of body: ExchangeRequest.Body) {
        let headers: [UpdateHeader]
        switch body {
        case .range(_, let shown), .recent(let shown), .peel(_, _, _, let shown): headers = shown
        case .compare, .fetch, .collect, .deliver, .nodes, .leaves, .symbols: headers = []
        }
        for position in 0..<min(wanted.count, headers.count) where wanted[position] {
            let header = headers[position]
            hand(UpdateReference(key: header.key, id: header.id))
        }
    }

    /// Notes an update that the peer lacks.
    mutating func hand(_ reference: UpdateReference) {
        changeExchange {
            $0.outgoing.append(reference)
            $0.differences += 1
        }
        store.noteUseful(reference.key)
    }

    /// Which of the peer's updates are lacking here.
    mutating func lacking(
        _ headers: [UpdateHeader], now: Instant, into effects: inout EffectBuffer
    ) -> [UpdateReference] {
        guard let peer = exchange?.peer else { return [] }
        var references: [UpdateReference] = []
        for header in headers {
            heedOwnIdentity(header.id, from: peer, into: &effects)
            if lacks(header) {
                references.append(UpdateReference(key: header.key, id: header.id))
            } else {
                noteOutdated(header, from: peer, now: now, into: &effects)
            }
        }
        changeExchange { $0.differences += references.count }
        return references
    }

    /// Merges what the peer sent.
    mutating func apply(
        _ updates: [Carried], now: Instant, into effects: inout EffectBuffer
    ) {
        guard let peer = exchange?.peer else { return }
        for carried in updates
        where merge(carried, from: peer, by: .antiEntropy, now: now, into: &effects) == .changed {
            changeExchange { $0.repairedHere += 1 }
        }
    }

    // MARK: Steps

    /// Sends the next step, and with it as many of the wanted values as fit; when more are left, they
    /// are handed over first.
    mutating func next(
        _ step: ExchangeState.Next, now: Instant, into effects: inout EffectBuffer
    ) {
        guard let last = exchangeAside.change({ $0.request.step }) else { return }
        guard last < Limits.exchangeStepsMax else {
            endExchange(.abandoned, into: &effects)
            return
        }
        var outgoing = exchangeAside.change { $0.takeOutgoing() } ?? []
        let values = takeValues(from: &outgoing)
        let isAllHanded = outgoing.isEmpty
        changeExchange { $0.outgoing = outgoing }
        let (phase, body) = isAllHanded ? begin(step) : (.delivering(next: step), .deliver)
        changeExchange { $0.goOn(phase, values, body) }
        sendRequest(now: now, into: &effects)
    }

    private mutating func begin(
        _ step: ExchangeState.Next
    ) -> (ExchangeState.Phase, ExchangeRequest.Body) {
        switch step {
        case .walk(let key): return walk(after: key)
        case .search: return search()
        case .fetch(let references):
            guard !references.isEmpty else { return begin(stepAfterFetching) }
            let batch = references.prefix(Limits.updatesPerMessageMax)
            return (.fetching(references), .fetch(Array(batch)))
        case .collect(let positions):
            let batch = positions.prefix(Limits.updatesPerMessageMax)
            return (.collecting(positions), .collect(Array(batch)))
        case .compare(let last):
            return (last == .yes ? .closing : .opening, .compare(snapshot()))
        }
    }

    private var stepAfterFetching: ExchangeState.Next {
        switch exchange?.search {
        case .descent, .peeling: .search
        case .walk, .sketch, .cheapest, nil: .compare(last: .no)
        }
    }

    private mutating func search() -> (ExchangeState.Phase, ExchangeRequest.Body) {
        switch exchange?.search {
        case .descent(let descent): return descend(descent)
        case .peeling(let peeling): return peel(peeling)
        case .sketch(let reading): return read(reading)
        case .cheapest:
            let cheapest = cheapestSearch
            changeExchange { $0.search = cheapest }
            return search()
        case .walk, nil: return walk(after: nil)
        }
    }

    /// Gives up another search for the walk of the whole table, which needs nothing of the peer.
    mutating func walkInstead(
        because reason: Irregularity, now: Instant, into effects: inout EffectBuffer
    ) {
        noteIrregular(reason, from: exchange?.peer, into: &effects)
        changeExchange { $0.search = .walk }
        next(.search, now: now, into: &effects)
    }

    private func takeValues(from references: inout [UpdateReference]) -> [Carried] {
        guard !references.isEmpty else { return [] }
        let held = references.compactMap { store[$0.key]?.carried }
        let end = held.batchEnd(from: 0, bytes: \.estimatedBytes)
        references.removeFirst(end == held.count ? references.count : end)
        return Array(held[..<end])
    }

    private func walkedHeaders(after key: Key?) -> (headers: [UpdateHeader], through: Key?) {
        var headers: [UpdateHeader] = []
        var size = 0
        var through: Key?
        store.table.forEach(after: key) { entry in
            guard headers.count < Limits.updatesPerMessageMax, size < Limits.messageBytesTarget
            else {
                through = headers.last?.key
                return false
            }
            guard !isWithheld(entry.update) else { return true }
            headers.append(entry.update.header)
            size += entry.update.header.estimatedBytes
            return true
        }
        return (headers, through)
    }

    /// The step that shows the peer the headers of the next stretch of the table.
    func walk(after key: Key?) -> (ExchangeState.Phase, ExchangeRequest.Body) {
        // Under scrutiny nothing is shown, so that the peer sends every value.
        let (headers, through) =
            exchange?.scrutiny == .on ? ([], nil) : walkedHeaders(after: key)
        let range = KeyRange(after: key, through: through)
        return (.walking(through: key), .range(range, headers))
    }
}
