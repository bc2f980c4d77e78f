// Set reconciliation by a rateless sketch (Yang, Gilad and Alizadeh, SIGCOMM 2024): the initiator reads
// coded symbols of the peer's table until, less its own, they tell all differences. Whatever does not come
// to an end within its limits, or contradicts itself, is left for the hash trees.

extension Replica {
    // MARK: The side that reads

    /// The next symbols to ask for.
    func read(_ reading: SketchReading) -> (ExchangeState.Phase, ExchangeRequest.Body) {
        let question = reading.question
        return (
            .decoding,
            .symbols(first: UInt32(question.lowerBound), count: UInt32(question.count))
        )
    }

    /// Symbols came: decodes, or asks for more.
    mutating func read(
        _ symbols: [CodedSymbol], of table: UInt64, now: Instant, into effects: inout EffectBuffer
    ) {
        guard let state = exchange, case .sketch(var reading) = state.search else { return }
        guard !symbols.isEmpty else {
            return descendInstead(because: .sketchTooLong, now: now, into: &effects)
        }
        reading.append(symbols, of: table)
        switch decode(reading) {
        case .undecided:
            guard !reading.question.isEmpty, reading.restarts <= Limits.sketchRestartsMax else {
                return descendInstead(because: .sketchTooLong, now: now, into: &effects)
            }
            changeExchange { $0.search = .sketch(reading) }
            next(.search, now: now, into: &effects)
        case .contradictory:
            descendInstead(because: .sketchContradictory, now: now, into: &effects)
        case .decoded(let theirs, let own):
            changeExchange { $0.differences += theirs.count }
            reading.own = own
            changeExchange { $0.search = .sketch(reading) }
            collect(theirs, now: now, into: &effects)
        }
    }

    private mutating func decode(_ reading: SketchReading) -> DecodedSketch {
        guard !reading.symbols.isEmpty else { return .undecided }
        let own = symbols(0..<reading.symbols.count)
        let decoded = DecodedSketch(theirs: reading.symbols[...], own: own)
        guard case .decoded(let theirs, let missing) = decoded else { return decoded }
        // The roots differ, so there is something; and what only this side holds it does hold.
        let isTrue = withTree { tree in
            missing.allSatisfy { tree.member(at: $0.position, fingerprint: $0.fingerprint) != nil }
        }
        return isTrue && theirs.count + missing.count > 0 ? decoded : .contradictory
    }

    private mutating func collect(
        _ items: [SketchItem], now: Instant, into effects: inout EffectBuffer
    ) {
        guard exchange?.request.direction.pulls == true, !items.isEmpty else {
            return handOwn(now: now, into: &effects)
        }
        next(.collect(items.map(\.position).sorted()), now: now, into: &effects)
    }

    /// Some of what only the peer held has come.
    mutating func collected(
        _ count: Int, of positions: [UInt64], now: Instant, into effects: inout EffectBuffer
    ) {
        let rest = count == 0 ? [] : Array(positions.dropFirst(count))
        if rest.isEmpty {
            handOwn(now: now, into: &effects)
        } else {
            next(.collect(rest), now: now, into: &effects)
        }
    }

    /// Hands over what only this side holds still, now that the peer's part has been merged.
    private mutating func handOwn(now: Instant, into effects: inout EffectBuffer) {
        guard let state = exchange, case .sketch(let reading) = state.search else { return }
        let members = withTree { tree in
            reading.own.compactMap { tree.member(at: $0.position, fingerprint: $0.fingerprint) }
        }
        for member in members { handIfHeld(member) }
        next(.compare(last: .yes), now: now, into: &effects)
    }

    private mutating func descendInstead(
        because reason: Irregularity, now: Instant, into effects: inout EffectBuffer
    ) {
        noteIrregular(reason, from: exchange?.peer, into: &effects)
        changeExchange { $0.search = .descent(Descent()) }
        next(.search, now: now, into: &effects)
    }

    // MARK: The side that is read

    /// Symbols of the own sketch; none beyond its limit.
    mutating func answer(first: UInt32, count: UInt32) -> ExchangeReply.Body {
        let table = store.root().fingerprint
        let count = min(Int(count), Limits.symbolsPerMessageMax)
        let end = Int(first) + count
        guard count > 0, end <= Limits.sketchSymbolsMax else { return .symbols(of: table, []) }
        return .symbols(of: table, Array(symbols(Int(first)..<end)))
    }

    /// The updates at these positions, as many as fit.
    func collected(_ positions: [UInt64], from tree: HashTree) -> [Carried] {
        let held = positions.flatMap { tree.members(at: $0) }
            .compactMap { store[$0.key]?.carried }
        return Array(held[..<held.batchEnd(from: 0, bytes: \.estimatedBytes)])
    }

    private mutating func symbols(_ range: Range<Int>) -> ArraySlice<CodedSymbol> {
        let depth = settings.antiEntropy.treeDepth
        return store.withIndex { index, table in index.symbols(range, depth, of: table) }
    }
}
