/// An anti-entropy exchange, as its initiator remembers it. The peer remembers nothing.
struct ExchangeState: Sendable {
    let number: ExchangeNumber
    let peer: Peer
    let method: AntiEntropySettings.Method
    /// The life of the peer that answers; nil until it has.
    private(set) var life: PeerLife?
    /// The peers that refused before this one was tried, and those that did not answer.
    var refusedBy = Few<Peer>()
    var silent = Few<Peer>()
    var phase: Phase
    /// The request whose answer is waited for.
    var request: ExchangeRequest
    /// How differences are looked for once the roots are known to differ.
    var search: Search
    /// Both roots when they were compared first.
    var roots: RootPair?
    /// Whether contents are looked at, because headers tell no difference where there is one.
    var scrutiny = Scrutiny.off
    /// Updates that the peer wants and that were not sent yet.
    var outgoing: [UpdateReference] = []
    /// When the step under way was sent, each time.
    var sendings = Few<Instant>()
    /// Until when an answer to the last of them is waited for.
    var due: Instant?
    /// What was sent before this moment is not measured: time stood still for this replica meanwhile.
    var measuredSince: Instant?
    /// Entries in which the tables were found to differ.
    var differences = 0
    var repairedHere = 0
    var repairedThere = 0
    var roundTrips = 0
    var messages = 0

    /// Whether this answers the step under way.
    func waits(for reply: ExchangeReply, from sender: Peer) -> Bool {
        peer == sender && number == reply.exchange && request.step == reply.step
            && phase.expects(reply.body, to: request.body)
    }

    /// Whether an answer comes from the life of the peer with which the exchange is; the first that answers is.
    mutating func isOf(_ speaker: PeerLife) -> Bool {
        let expected = life ?? speaker
        life = expected
        return expected == speaker
    }

    /// The step under way is sent, for the first time or again.
    mutating func noteSending(at now: Instant) {
        messages += 1
        request.attempt = UInt8(sendings.count)
        sendings.append(now)
    }

    /// The step under way was answered.
    mutating func note(_ reply: ExchangeReply) {
        roundTrips += 1
        messages += 1
        repairedThere += Int(reply.repaired)
    }

    /// The updates that the peer wants; until they are put back there are none.
    mutating func takeOutgoing() -> [UpdateReference] {
        defer { outgoing = [] }
        return outgoing
    }

    /// The next step.
    mutating func goOn(_ phase: Phase, _ values: [Carried], _ body: ExchangeRequest.Body) {
        self.phase = phase
        sendings.removeAll()
        request = ExchangeRequest(
            exchange: number, step: request.step + 1, values: values, body: body,
            direction: request.direction)
    }

    /// The roots of two tables at one moment.
    struct RootPair: Hashable {
        let own: Digest
        let theirs: Digest
    }

    enum Scrutiny { case off, on }

    /// What the initiator does with the next answer.
    enum Phase: Hashable {
        /// Both roots are compared before anything else; if they differ, the search begins.
        case opening
        /// The caches are compared.
        case caches
        /// Updates of the peer are fetched, these among them still to come.
        case fetching([UpdateReference])
        /// The same, by the positions of their keys.
        case collecting([UInt64])
        /// The table is walked; everything up to this key has been compared.
        case walking(through: Key?)
        /// Nodes of the hash trees are compared.
        case descending
        /// Entries in leaves of the hash trees are compared.
        case probing
        /// Both tables are shown, the most active entries first.
        case peeling
        /// The peer's sketch is read.
        case decoding
        /// Values are handed over before the step that comes next.
        case delivering(next: Next)
        /// Both roots are compared at the end.
        case closing
    }

    /// The step after the values that it has to wait for.
    enum Next: Hashable {
        case walk(after: Key?)
        case fetch([UpdateReference])
        case collect([UInt64])
        /// The next step of the search.
        case search
        case compare(last: Last)
    }

    /// Whether a comparison that fails ends the exchange.
    enum Last: Hashable { case yes, no }

    /// How differences are looked for, and how far that has come.
    enum Search: Sendable {
        case walk
        case descent(Descent)
        case peeling(Peeling)
        case sketch(SketchReading)
        /// Any of them, by what the last exchanges found.
        case cheapest
    }
}

extension ExchangeState.Phase {
    /// Whether this is an answer to what was asked. What is compared stretch by stretch must get further
    /// with every answer, or the exchange would never end.
    func expects(_ answer: ExchangeReply.Body, to question: ExchangeRequest.Body) -> Bool {
        switch (self, answer) {
        case (.opening, .compared), (.closing, .compared), (.caches, .recent),
            (.fetching, .fetched), (.collecting, .fetched), (.delivering, .delivered),
            (.descending, .otherDepth), (.peeling, .peeled):
            true
        case (.walking(let cursor), .range(let through?, _, _)):
            cursor.map { $0 < through } ?? true
        case (.walking, .range(nil, _, _)): true
        case (.descending, .nodes(let masks)): masks.count == question.nodeCount
        case (.probing, .leaves(let through, let unknown, _)):
            unknown.count == question.fingerprintCount
                && (through.map(question.advances) ?? true)
        case (.decoding, .symbols(_, let symbols)): symbols.count <= question.symbolCount
        // Only the first step of an exchange is refused.
        case (.opening, .refused), (.caches, .refused), (.walking(nil), .refused): true
        case (.opening, _), (.closing, _), (.caches, _), (.fetching, _), (.delivering, _),
            (.walking, _), (.collecting, _), (.descending, _), (.probing, _), (.peeling, _),
            (.decoding, _):
            false
        }
    }
}

extension ExchangeRequest.Body {
    fileprivate var nodeCount: Int {
        if case .nodes(_, let questions) = self { questions.count } else { 0 }
    }

    fileprivate var fingerprintCount: Int {
        if case .leaves(let questions) = self {
            questions.reduce(0) { $0 + $1.fingerprints.count }
        } else {
            0
        }
    }

    fileprivate var symbolCount: Int {
        if case .symbols(_, let count) = self { Int(count) } else { 0 }
    }

    /// Whether an answer that reaches so far is nearer to the end.
    fileprivate func advances(to position: UInt64) -> Bool {
        guard case .leaves(let questions) = self, let first = questions.first else { return false }
        return position >= first.stretch.first
    }
}

extension Replica {
    /// The exchange under way that it began.
    var exchange: ExchangeState? {
        get { exchangeAside.value }
        set { exchangeAside.value = newValue }
    }

    /// Changes the exchange under way in its place, if there is one.
    mutating func changeExchange(_ change: (inout ExchangeState) -> Void) {
        exchangeAside.change(change)
    }
}
