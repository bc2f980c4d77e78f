// Anti-entropy, from the side of the replica that is asked. It answers each step from what it holds at
// that moment and remembers nothing, so it is never tied up in an exchange.

extension Replica {
    /// Answers one step of a peer's exchange.
    mutating func serve(
        _ request: ExchangeRequest, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        guard handOverAside.isEmpty, accepts(request, from: peer) else {
            send(.refused, to: request, from: peer, into: &effects)
            return
        }
        var repaired: UInt32 = 0
        for carried in request.values
        where merge(carried, from: peer, by: .antiEntropy, now: now, into: &effects) == .changed {
            repaired += 1
        }
        let body: ExchangeReply.Body
        switch request.body {
        case .compare(let theirs):
            _ = join(theirs, from: peer, now: now, into: &effects)
            body = .compared(snapshot())
        case .range(let range, let headers):
            body = compare(
                headers, in: range, request.direction, from: peer, now: now, into: &effects)
        case .recent(let headers):
            body = compare(
                recent: headers, request.direction, from: peer, now: now, into: &effects)
        case .fetch(let references): body = .fetched(fetched(references))
        case .collect(let positions):
            let tree = withTree { $0 }
            body = .fetched(collected(positions, from: tree))
        case .nodes(let depth, let questions):
            body = compare(questions, of: depth, from: peer, into: &effects)
        case .leaves(let questions): body = compare(questions, request.direction)
        case .peel(let theirs, let mark, let limit, let headers):
            _ = join(theirs, from: peer, now: now, into: &effects)
            body = compare(
                peeled: headers, behind: mark, limit: limit, request.direction, from: peer,
                now: now, into: &effects)
        case .symbols(let first, let count): body = answer(first: first, count: count)
        case .deliver: body = .delivered
        }
        send(body, repaired: repaired, to: request, from: peer, into: &effects)
    }

    /// The updates that were asked for, as many as fit; they have proved useful.
    private mutating func fetched(_ references: [UpdateReference]) -> [Carried] {
        let held = references.compactMap { store[$0.key]?.carried }
        let end = held.batchEnd(from: 0, bytes: \.estimatedBytes)
        for carried in held[..<end] { store.noteUseful(carried.update.key) }
        return Array(held[..<end])
    }

    private mutating func send(
        _ body: ExchangeReply.Body, repaired: UInt32 = 0, to request: ExchangeRequest,
        from peer: Peer, into effects: inout EffectBuffer
    ) {
        let reply = ExchangeReply(
            exchange: request.exchange, step: request.step, attempt: request.attempt,
            repaired: repaired, body: body)
        effects.send(.reply(reply), to: peer)
    }

    /// Walks the peer's headers and the own entries of a stretch of keys side by side: wants what would
    /// win here, and sends what would win there, up to the size of a message.
    private mutating func compare(
        _ headers: [UpdateHeader], in range: KeyRange, _ direction: Direction, from peer: Peer,
        now: Instant,
        into effects: inout EffectBuffer
    ) -> ExchangeReply.Body {
        for header in headers { heedOwnIdentity(header.id, from: peer, into: &effects) }
        var wanted = Flags(count: headers.count)
        var updates: [Carried] = []
        var size = 0
        var position = 0
        var cutAt: Key?
        var outdated: [UpdateHeader] = []
        var last = range.after
        store.table.forEach(after: range.after) { entry in
            let key = entry.update.key
            guard range.contains(key) else { return false }
            guard updates.count < Limits.updatesPerMessageMax, size < Limits.messageBytesTarget
            else {
                cutAt = last
                return false
            }
            while position < headers.count, headers[position].key < key {
                wanted[position] = true
                position += 1
            }
            last = key
            if position < headers.count, headers[position].key == key {
                defer { position += 1 }
                let own = entry.update.header
                if isSame(headers[position], own) { return true }
                if outranks(headers[position], own) {
                    wanted[position] = true
                    return true
                }
                outdated.append(headers[position])
            }
            guard direction.pulls, !isWithheld(entry.update) else { return true }
            updates.append(entry.carried)
            size += entry.carried.estimatedBytes
            return true
        }
        if cutAt == nil {
            while position < headers.count {
                wanted[position] = true
                position += 1
            }
        }
        if !direction.pushes { wanted = Flags(count: headers.count) }
        for header in outdated { noteOutdated(header, from: peer, now: now, into: &effects) }
        return .range(through: cutAt ?? range.through, wanted: wanted, updates: updates)
    }

    /// Wants what is lacking of the peer's cache, and shows the own cache besides what was shown.
    private mutating func compare(
        recent headers: [UpdateHeader], _ direction: Direction, from peer: Peer, now: Instant,
        into effects: inout EffectBuffer
    ) -> ExchangeReply.Body {
        var wanted = Flags()
        for header in headers {
            heedOwnIdentity(header.id, from: peer, into: &effects)
            let isLacking = lacks(header)
            wanted.append(isLacking && direction.pushes)
            if !isLacking { noteOutdated(header, from: peer, now: now, into: &effects) }
        }
        let shown = Set(headers.map(\.reference))
        let own = cachedEntries(max: Limits.updatesPerMessageMax).map(\.update.header)
            .filter { direction.pulls && !shown.contains($0.reference) }
        let end = own.batchEnd(from: 0, bytes: \.estimatedBytes)
        return .recent(wanted: wanted, headers: Array(own[..<end]))
    }
}
