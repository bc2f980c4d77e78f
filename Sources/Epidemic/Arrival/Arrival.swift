/// How a replica that begins where others may be finds out what they know.
///
/// It asks its peers, a bounded number at a time and again until they answer, and then exchanges tables
/// with one that is ready: after one complete pass it holds everything that the peer held when the pass
/// began, whatever was written since. Where nobody is ready, every known peer has to be arriving too, and
/// to hold nothing more; who does not answer for some seconds is not waited for.
///
/// For example: a, b and c start together with empty tables. Each hears from both others that they are
/// arriving and have the root that it has itself, and all three are ready. When c starts later, a says
/// that it is ready, and c is so after an exchange with a.
struct Arrival: Sendable {
    /// Which arrival this is; its questions carry it.
    let number: UInt32
    /// Own writes up to this one were made before.
    private(set) var knownSequence: UInt64
    /// Whether it takes writes although nobody answered.
    private(set) var isAlone = false
    /// What was written alone, by key, once somebody was heard of.
    private(set) var writtenAlone: [Key: Content]?
    /// Whether another epoch was taken since it began, or just before with a table from then.
    private(set) var hasNewLife = false
    /// Whether its life began before this process, so that a disk which was set back may have forgotten writes.
    private let isOfEarlierLife: Bool
    /// Whether it had seen nothing when it began.
    let beganEmpty: Bool
    /// The last write known of the life that it left because nobody answered; its sequence is 0 for none.
    private(set) var left: UpdateID?
    private var isLeaving = false

    private var generator: SeededGenerator
    /// The peers that were asked, sorted.
    private var others: [Other] = []
    /// When somebody answered last, or the first was asked; nil once a pass has failed, until somebody is
    /// asked again.
    private var silentSince: Instant?
    private var pass: Pass?
    /// What the peer of the last whole pass had when it began, until somebody takes it.
    private var learned: (peer: Peer, snapshot: Snapshot)?
    private var source: Peer?

    /// A peer that was asked.
    private struct Other {
        let peer: Peer
        /// When it was first asked; after it failed, when it was asked again.
        var silentSince: Instant?
        var lastAsked: Instant
        /// What it last said; nil while it is silent.
        var readiness: Readiness?
        /// The life of it that said so.
        var life: PeerLife?
        /// Whether everything is held here that it held in that life.
        var isKnown = false
    }

    /// The exchange from which everything is to be learned.
    private struct Pass {
        let peer: Peer
        let exchange: ExchangeNumber
        /// What the peer had when it began.
        var opening: Snapshot?
        /// Whether everything was taken that was offered.
        var isComplete = true
    }

    /// Whether an exchange came to its end.
    enum PassEnding { case whole, broken }

    /// What is to be done.
    enum Verdict: Hashable {
        case wait
        case exchange(with: Peer)
        case arrived(ArrivalEvent)
        case alone
    }

    init(
        number: UInt32, knownSequence: UInt64, isOfEarlierLife: Bool = false,
        beganEmpty: Bool = false, seed: UInt64, now: Instant
    ) {
        self.number = number
        self.isOfEarlierLife = isOfEarlierLife
        self.beganEmpty = beganEmpty
        self.knownSequence = knownSequence
        silentSince = now
        generator = SeededGenerator(seed: seed)
    }

    // MARK: Asking

    /// Whom to ask now: those that were not asked yet, and again those that are not ready.
    mutating func peersToAsk(of peers: PeerSet, now: Instant) -> [Peer] {
        let isPeer = peers.membership
        others.removeAll { !isPeer($0.peer) }
        guard pass == nil else { return [] }
        silentSince = silentSince ?? now
        var asked: [Peer] = []
        while asked.count < Limits.arrivalQuestionsMax, others.count < peers.count,
            others.count < Limits.membersMax,
            let peer = peers.random(besides: others.map(\.peer), using: &generator)
        {
            let place = place(of: peer)
            others.insert(Other(peer: peer, silentSince: now, lastAsked: now), at: place)
            asked.append(peer)
        }
        let waiting = others.indices
            .filter { others[$0].lastAsked < now && others[$0].readiness != .ready }
            .sorted { (others[$0].lastAsked, $0) < (others[$1].lastAsked, $1) }
        for place in waiting.prefix(Limits.arrivalQuestionsMax - asked.count) {
            others[place].lastAsked = now
            others[place].silentSince = others[place].silentSince ?? now
            asked.append(others[place].peer)
        }
        return asked.sorted()
    }

    /// When to ask again.
    func nextMoment(after now: Instant) -> Instant {
        now + (isAlone ? Limits.lonelyQuestionInterval : Limits.arrivalQuestionInterval)
    }

    /// A peer answered.
    ///
    /// - Parameters:
    ///   - life: which of its lives does.
    ///   - root: of the own table, at this moment.
    mutating func note(
        _ answer: ArrivalAnswer, from peer: Peer, life: PeerLife = 0, root: Digest, now: Instant
    ) {
        guard answer.question.number == number, let place = index(of: peer) else { return }
        silentSince = now
        if others[place].readiness != answer.readiness || others[place].life != life {
            others[place].isKnown = false
        }
        (others[place].readiness, others[place].life) = (answer.readiness, life)
        if answer.readiness == .arriving, answer.root == root { others[place].isKnown = true }
    }

    /// The life of a peer that said how it stands; nil while none has.
    func life(of peer: Peer) -> PeerLife? { index(of: peer).flatMap { others[$0].life } }

    // MARK: The exchange

    /// An exchange with a peer began.
    mutating func beginPass(with peer: Peer, exchange: ExchangeNumber) {
        pass = Pass(peer: peer, exchange: exchange)
    }

    /// The peer of an exchange said what it had when it began.
    mutating func noteOpening(_ snapshot: Snapshot, of exchange: ExchangeNumber) {
        guard pass?.exchange == exchange, pass?.opening == nil else { return }
        pass?.opening = snapshot
    }

    /// Something was not taken. What the peer has seen is not joined then, for who has seen what he does not
    /// hold refuses it later.
    mutating func noteLeftOut() { pass?.isComplete = false }

    /// An exchange ended.
    ///
    /// - Parameter life: the life of the peer that it was with. If that is not the one that said how it stands,
    ///   nothing is known of it.
    /// - Returns: what the peer had when it began, all of which is held now; nil when it broke off, or was
    ///   another exchange.
    mutating func endPass(
        _ exchange: ExchangeNumber, with life: PeerLife? = 0, _ ending: PassEnding
    ) -> Snapshot? {
        guard let pass, pass.exchange == exchange else { return nil }
        self.pass = nil
        guard let place = index(of: pass.peer) else { return nil }
        guard ending == .whole, let opening = pass.opening, others[place].life == life else {
            (others[place].readiness, others[place].life) = (nil, nil)
            others[place].silentSince = nil
            silentSince = nil
            return nil
        }
        others[place].isKnown = true
        if pass.isComplete { learned = (pass.peer, opening) }
        if others[place].readiness == .ready { source = pass.peer }
        return opening
    }

    /// What was learned by the last whole pass, once.
    mutating func takeLearned() -> (peer: Peer, snapshot: Snapshot)? {
        defer { learned = nil }
        return learned
    }

    // MARK: The verdict

    /// What is to be done now.
    ///
    /// - Parameter peers: how many there are.
    func verdict(peers: Int, now: Instant) -> Verdict {
        if let source { return .arrived(.learned(from: source)) }
        guard pass == nil else { return .wait }
        if let ready = first(.ready) { return .exchange(with: ready) }
        let isSilence = Self.isSilence(since: silentSince, now: now)
        guard others.count >= min(peers, Limits.membersMax),
            others.allSatisfy({ $0.readiness != nil || isSilent($0, now: now) })
        else { return isSilence ? .alone : .wait }
        if let peer = first(.alone) ?? first(.arriving) { return .exchange(with: peer) }
        let answered = others.filter { $0.readiness != nil }
        if let alone = answered.first(where: { $0.readiness == .alone }) {
            return .arrived(.learned(from: alone.peer))
        }
        if !others.isEmpty, answered.count == others.count { return .arrived(.together) }
        return others.isEmpty && !isSilence ? .wait : .alone
    }

    /// A peer that stands so and may hold something that is not held here.
    private func first(_ readiness: Readiness) -> Peer? {
        others.first { $0.readiness == readiness && !$0.isKnown }?.peer
    }

    private func isSilent(_ other: Other, now: Instant) -> Bool {
        other.readiness == nil && Self.isSilence(since: other.silentSince, now: now)
    }

    private static func isSilence(since moment: Instant?, now: Instant) -> Bool {
        moment.map { now - $0 >= Limits.arrivalSilence } ?? false
    }

    private func index(of peer: Peer) -> Int? {
        let place = place(of: peer)
        return place < others.count && others[place].peer == peer ? place : nil
    }

    private func place(of peer: Peer) -> Int { others.partitionPoint { $0.peer < peer } }

    // MARK: Writing alone

    /// Takes writes from now on.
    mutating func goOnAlone() { isAlone = true }

    /// Somebody was heard of: what was written alone is kept aside before it can be replaced.
    mutating func keep(_ contents: @autoclosure () -> [Key: Content]) {
        if isAlone, writtenAlone == nil { writtenAlone = contents() }
    }

    /// One more write, made after that.
    mutating func keep(_ key: Key, _ content: Content) { writtenAlone?[key] = content }

    /// Another epoch was taken, whose writes are counted from the first.
    mutating func noteNewLife() {
        // Who left a life unasked does not know yet whether it was lived further.
        if !isLeaving { hasNewLife = true }
        isLeaving = false
        knownSequence = 0
    }

    /// Whether another epoch is needed before anything is written alone.
    var needsNewLife: Bool { isOfEarlierLife && left == nil && !hasNewLife }

    /// Another epoch is asked for because nobody answered.
    ///
    /// - Parameter last: the last write known of the present one.
    mutating func leaveLife(after last: UpdateID) {
        left = last
        isLeaving = true
    }
}

extension PeerSet {
    /// Whether somebody is among them, for many questions.
    fileprivate var membership: (Peer) -> Bool {
        switch self {
        case .mesh(let slots, let own, let beyond):
            return { slots.contains($0.slot) && $0 != own || beyond.contains($0) }
        case .list(let peers):
            let peers = Set(peers)
            return { peers.contains($0) }
        case .weighted(let peers):
            let peers = Set(peers.peers)
            return { peers.contains($0) }
        }
    }
}
