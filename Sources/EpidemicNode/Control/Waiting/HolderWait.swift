import Epidemic
import NIOCore

/// One client's waiting for other nodes to hold what it wrote: `WAIT`.
///
/// Some of the nodes that are alive are asked, a few more than are needed; after a pause those that have not
/// confirmed are asked again, and others besides, with growing pauses. Whoever lacks something is sent it, and
/// asked again at once, but once between two pauses: it may not be able to take it.
final class HolderWait {
    /// Who confirmed.
    private(set) var holders: Set<Peer>
    /// Whether it is over.
    private(set) var isOver = false
    /// Called when it is, once there is somebody to call.
    private var wake: (() -> Void)?
    private let keys: [Key]
    private let wanted: Int
    private let driver: NodeDriver
    private let questions: HolderQuestions
    /// Those who can be asked, in the order in which they are.
    private var peers: [Peer] = []
    private var askedCount = 0
    /// What is asked, by the number of the question.
    private var open: [UInt32: Open] = [:]
    /// Those who were asked again at once since the last pause.
    private var askedAgain: Set<Peer> = []
    private var deadline: Scheduled<Void>?
    private var nextRound: Scheduled<Void>?
    private var pause = TimeAmount.milliseconds(TransportLimits.holdersPauseMillisecondsMin)

    /// A question on its way.
    private struct Open {
        let peer: Peer
        let total: Int
        /// How many updates each answer was about, by the place of the first: an answer may come twice.
        var answered: [Int: Int] = [:]
        var isLacking = false
    }

    /// - Parameters:
    ///   - wanted: how many have to confirm.
    ///   - limit: how long is waited; nil for as long as it takes.
    init(
        for wanted: Int, of written: WrittenKeys, within limit: TimeAmount?, driver: NodeDriver,
        questions: HolderQuestions
    ) {
        self.wanted = wanted
        keys = written.keys.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        holders = written.holders
        self.driver = driver
        self.questions = questions
        if let limit {
            deadline = driver.loop.assumeIsolated().scheduleTask(in: limit) {
                [weak self] () -> Void in
                self?.end()
            }
        }
        askRound()
    }

    deinit {
        deadline?.cancel()
        nextRound?.cancel()
        for number in open.keys { questions.forget(number) }
    }

    /// Calls back when it is over.
    func whenOver(_ wake: @escaping () -> Void) {
        if isOver { wake() } else { self.wake = wake }
    }

    /// It is over, with whoever has confirmed by now.
    func end() {
        guard !isOver else { return }
        isOver = true
        deadline?.cancel()
        nextRound?.cancel()
        for number in open.keys { questions.forget(number) }
        open = [:]
        wake?()
        wake = nil
    }

    /// Asks those who have not confirmed, and some who have not been asked.
    private func askRound() {
        askedAgain.removeAll()
        let alive = driver.livingPeers.filter { !peers.contains($0) }
        peers += alive.shuffled()
        askedCount = min(
            peers.count, askedCount == 0 ? min(wanted, peers.count) + Self.spare : askedCount * 2)
        for peer in peers.prefix(askedCount) where !isOver && !holders.contains(peer) { ask(peer) }
        guard !isOver else { return }
        nextRound = driver.loop.assumeIsolated().scheduleTask(in: pause) {
            [weak self] () -> Void in
            self?.askRound()
        }
        pause = min(pause * 2, .milliseconds(TransportLimits.holdersPauseMillisecondsMax))
    }

    /// So many more are asked at first than have to confirm.
    private static let spare = 2

    private func ask(_ peer: Peer) {
        let earlier = open.filter { $1.peer == peer }.keys.sorted()
        for number in earlier.dropLast(Self.openMax - 1) { close(number) }
        let number = questions.add { [weak self] in self?.note($1, to: $0) }
        let keys = keys
        let total = driver.act { replica, _, effects in
            replica.ask(peer, about: keys, question: number, into: &effects)
        }
        // Where nothing is held of the keys any more, nothing is asked, and there is nothing to lack.
        guard total > 0 else {
            questions.forget(number)
            return confirm(peer)
        }
        open[number] = Open(peer: peer, total: total)
    }

    private func confirm(_ peer: Peer) {
        holders.insert(peer)
        if holders.count >= wanted { end() }
    }

    /// Questions to one peer whose answers are waited for, though it may be slow.
    private static let openMax = 4

    private func close(_ number: UInt32) {
        open[number] = nil
        questions.forget(number)
    }

    /// A peer answered.
    private func note(_ holding: Holding, to number: UInt32) {
        guard !isOver, var question = open[number], question.peer == holding.peer else { return }
        question.answered[holding.first] = holding.count
        if holding.lacking > 0 { question.isLacking = true }
        open[number] = question
        guard question.answered.values.reduce(0, +) >= question.total else { return }
        close(number)
        guard !question.isLacking else {
            if askedAgain.insert(question.peer).inserted { ask(question.peer) }
            return
        }
        confirm(question.peer)
    }
}

/// The questions of all clients of a node that have not been answered.
final class HolderQuestions {
    private var bodies: [UInt32: (UInt32, Holding) -> Void] = [:]
    private var last: UInt32 = 0

    init(_ driver: NodeDriver) {
        driver.onHolding = { [weak self] number, holding in self?.bodies[number]?(number, holding) }
    }

    /// A number for a question.
    func add(_ body: @escaping (UInt32, Holding) -> Void) -> UInt32 {
        repeat { last &+= 1 } while bodies[last] != nil
        bodies[last] = body
        return last
    }

    func forget(_ number: UInt32) { bodies[number] = nil }
}

extension NodeDriver {
    /// The other nodes that are alive as far as is known.
    var livingPeers: [Peer] { members().filter { $0.state == "alive" }.map(\.peer) }
}
