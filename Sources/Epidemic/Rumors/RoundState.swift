/// The round of one replica: what it offers, whom it contacted, and which answers are out.
struct RoundState: Sendable {
    /// The number by which answers name the round. It starts anywhere, so that an answer to an earlier
    /// life of the replica is not taken for one to this.
    var number: UInt32
    /// Rounds begun.
    var begun: UInt32 = 0
    /// When the last one began.
    @CompactInstant var began: Instant?
    /// Whether it asks in it for what others have, and when the last one began in which it did.
    var asks = true
    @CompactInstant var pulled: Instant?
    /// Contacts made and pulls served in it: what the blind rules count.
    var contacts: UInt32 = 0
    /// Whether more is hot in it than others shall pass on.
    var isFlood = false
    /// How long it lasts where it does.
    var pace = Aside<FloodPace>()
    /// The peers contacted, by the index of the contact.
    var contacted = Few<Contact>()
    /// Answers that the round waits for.
    var awaited = AwaitedAnswers()
    /// The rounds before it whose answers are out still.
    var past = Aside<PastRounds>()
    /// What others' contacts left behind, where anything is to be kept of them.
    var visits = Aside<Visits>()
    /// Since when news has waited for a round.
    @CompactInstant var newsSince: Instant?
    /// When what was learned quietly stops being news, on a node whose rounds stand still.
    @CompactInstant var lapse: Instant?

    /// A contact made.
    struct Contact: Hashable {
        let peer: Peer
        /// How many peers were tried in vain before.
        let tries: UInt16
        /// Whether anything was pushed in it.
        var pushed = false
        var standing = Standing.made

        enum Standing: Hashable { case made, refused }
    }

    /// What is kept of others' contacts with this node.
    struct Visits: Sendable {
        /// The contacts accepted, where their number is limited.
        var accepted = Few<Caller>()
        /// What crossed in a contact already, so that it need not cross back; only under minimization.
        var crossed = Few<Crossing>()
        /// Offers made to pulls, whose want lists count as feedback.
        var served = AwaitedAnswers()

        mutating func removeAll() {
            accepted.removeAll()
            crossed.removeAll()
            served.removeAll()
        }
    }

    /// Somebody else's contact with this node.
    struct Caller: Hashable {
        let peer: Peer
        let contact: ContactID
    }

    /// A rumor that came in a contact and is hot here, too.
    struct Crossing: Hashable {
        let caller: Caller
        let update: UpdateID
    }

    /// An answer that is out.
    struct Awaited: Hashable {
        let peer: Peer
        let contact: ContactID
        /// The place of the first rumor that it will speak of.
        let first: UInt32
        let kind: Kind

        enum Kind: Hashable { case feedback, offer, want }
    }

    /// Whether everything that is to be told was pushed to a peer in it.
    func pushed(to peer: Peer) -> Bool {
        contacted.contains { $0.peer == peer && $0.pushed && $0.standing == .made }
    }

    /// Whether others' contacts were counted in it.
    var wasVisited: Bool {
        mutating get { visits.change { !$0.accepted.isEmpty } ?? false }
    }

    /// Starts the next round.
    @inline(__always) mutating func begin(at now: Instant, asking: Bool) {
        asks = asking
        if asking { pulled = now }
        number &+= 1
        begun &+= 1
        began = now
        contacts = 0
        contacted.removeAll()
        awaited.removeAll()
        visits.change { $0.removeAll() }
        newsSince = nil
        lapse = nil
    }

    /// All its contacts were made.
    mutating func noteContactsMade() {
        let asked = awaited.count
        if isFlood { pace.change(orBegin: FloodPace()) { $0.begin(asked: asked) } }
    }

    /// Before the next one begins: how well this one was answered decides how long that one may last.
    mutating func settlePace() {
        let missing = awaited.count
        if isFlood { pace.change { $0.end(missing: missing) } } else { pace.value = nil }
    }

    /// When it ends at the latest; nil before the first.
    func end(interval: Interval) -> Instant? {
        guard let began else { return nil }
        guard isFlood, let pace = pace.value else { return began + interval }
        return pace.end(of: began, interval: interval)
    }

    /// Before the next one begins: keeps what stood in its places, where feedback on them is out.
    ///
    /// - Parameter places: what stands in them; asked for only then.
    mutating func rememberPlaces(_ places: @autoclosure () -> [UpdateID]) {
        var answers = awaited.filter { $0.kind == .feedback }
        visits.change { answers.formUnion($0.served) }
        guard !answers.isEmpty else { return }
        past.change(orBegin: .init()) { $0.remember(number, places(), awaiting: answers) }
    }

    /// No answer will come to a contact that was refused.
    mutating func forgetAnswers(to contact: ContactID) {
        awaited.removeAll { $0.contact == contact }
    }

    /// Takes an awaited answer off the list; false when it was not awaited, or came before.
    mutating func settle(_ answer: Awaited, now: Instant) -> Bool {
        guard awaited.remove(answer) else { return false }
        if isFlood { pace.change { $0.noteAnswer(now: now) } }
        return true
    }

    /// The same for an answer to a round that is over.
    ///
    /// - Returns: what stood in the places of which it speaks; nil when it was not awaited, or came before.
    mutating func settle(late answer: Awaited, of number: UInt32) -> ArraySlice<UpdateID>? {
        past.change { $0.settle(answer, of: number) } ?? nil
    }

    /// The same for an offer that was made to a pull.
    mutating func settleServed(_ answer: Awaited) -> Bool {
        visits.change { $0.served.remove(answer) } ?? false
    }
}

/// Answers that are out: a few, or thousands when much is hot and messages are small.
struct AwaitedAnswers: Sendable {
    private var few = Few<RoundState.Awaited>()
    private var many: Set<RoundState.Awaited> = []

    private static let fewMax = 16

    var count: Int { few.count + many.count }
    var isEmpty: Bool { few.isEmpty && many.isEmpty }

    mutating func insert(_ answer: RoundState.Awaited) {
        if few.count < Self.fewMax { few.append(answer) } else { many.insert(answer) }
    }

    /// Takes an answer off; false when it was not awaited, or came before.
    mutating func remove(_ answer: RoundState.Awaited) -> Bool {
        few.remove(answer) || !many.isEmpty && many.remove(answer) != nil
    }

    /// Those of them for which this holds.
    func filter(_ isIncluded: (RoundState.Awaited) -> Bool) -> AwaitedAnswers {
        var result = AwaitedAnswers()
        for answer in few where isIncluded(answer) { result.insert(answer) }
        if !many.isEmpty {
            for answer in many where isIncluded(answer) { result.insert(answer) }
        }
        return result
    }

    mutating func formUnion(_ others: AwaitedAnswers) {
        for answer in others.few { insert(answer) }
        if !others.many.isEmpty { for answer in others.many { insert(answer) } }
    }

    mutating func removeAll(where isGone: (RoundState.Awaited) -> Bool) {
        while let place = few.firstIndex(where: isGone) { few.remove(at: place) }
        if !many.isEmpty { many = many.filter { !isGone($0) } }
    }

    @inline(__always) mutating func removeAll() {
        few.removeAll()
        if !many.isEmpty { many = [] }
    }

    func contains(where isSought: (RoundState.Awaited) -> Bool) -> Bool {
        few.contains(where: isSought) || many.contains(where: isSought)
    }
}
