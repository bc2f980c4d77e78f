/// The rumors of one replica.
///
/// Shape: a queue. Its first `roundCount` places are the rumors of the round under way, fixed when it
/// began; later ones wait for the next. A place never moves within a round, so that feedback can name
/// it. A round costs what it carries, however many wait.
struct HotList: Sendable {
    /// The rumors as they travel; messages that carry a whole round share this array.
    var carried: [Carried] = []
    /// What came of each of them.
    var accounts: [RumorAccount] = []
    /// The index of place 0: what stands before it has left.
    var head = 0
    /// Indices that were taken off the front of the arrays up to now.
    var trimmed = 0
    /// How many of the first places belong to the round under way.
    var roundCount = 0
    /// How many of those have not left: what the round can still offer.
    var offerCount = 0
    /// How many of the places after those were left out of the round, because it was full.
    var leftOut = 0
    /// Rumors that have not left.
    var count = 0
    /// The indices by identity, `trimmed` added; only while there are many.
    var indices: [UpdateID: Int]?

    static let indexedFrom = 32

    /// Whether an update is hot.
    func contains(_ id: UpdateID) -> Bool { index(of: id) != nil }

    /// Whether this very value is hot, and so is held. Much of what arrives is, and need not be looked for
    /// in the table.
    func holds(_ update: Update) -> Bool {
        guard count > 0, !update.isCertificate else { return false }
        return begins(with: update.place)
            || index(of: update.id).map { carried[$0].update == update } ?? false
    }

    /// Whether this very value is the first of them: where there is but one rumor, all that is to be asked.
    @inline(__always) func begins(with update: ObjectIdentifier) -> Bool {
        count > 0 && carried[head].update.place == update && !accounts[head].isGone
    }

    /// The rumors that have not left, in the order in which they will be spread.
    var live: some Sequence<(update: Update, account: RumorAccount)> {
        (head..<carried.count).lazy.filter { !accounts[$0].isGone }
            .map { (carried[$0].update, accounts[$0]) }
    }

    /// The same as they travel.
    var liveCarried: some Sequence<Carried> {
        (head..<carried.count).lazy.filter { !accounts[$0].isGone }.map { carried[$0] }
    }

    /// Whether a rumor has left whose place is kept.
    var hasGaps: Bool { count < carried.count - head }

    /// The indices of the round under way.
    var round: Range<Int> { head..<head + roundCount }

    /// Everything that is hot, where the round under way offers just that: it need not be copied.
    var wholeRound: [Carried]? {
        offerCount > 0 && offerCount == carried.count ? carried : nil
    }

    /// What shall not be offered, though it could be.
    typealias Omission = (Carried, RumorAccount) -> Bool

    /// Rumors of the round under way that stand beside each other, from this place on.
    typealias Stretch = (first: Int, rumors: [Carried])

    /// What the round under way offers, in unbroken stretches: a rumor that has left is offered no more,
    /// and its place stays empty because feedback names places.
    func offered(butFor isLeftOut: Omission? = nil) -> [Stretch] {
        if isLeftOut == nil, let wholeRound { return [(0, wholeRound)] }
        var stretches: [Stretch] = []
        func isPassedOver(_ index: Int) -> Bool {
            accounts[index].isGone || isLeftOut?(carried[index], accounts[index]) ?? false
        }
        var first = round.lowerBound
        while first < round.upperBound {
            guard !isPassedOver(first) else {
                first += 1
                continue
            }
            let end = (first..<round.upperBound).first(where: isPassedOver) ?? round.upperBound
            stretches.append((first - head, Array(carried[first..<end])))
            first = end
        }
        return stretches
    }

    /// The age of the youngest rumor of the round under way, in rounds.
    var youngest: UInt32 { mutating get { accounts[round].lazy.map(\.rounds).min() ?? .max } }

    /// Makes an update hot that came here by so many transfers.
    mutating func add(
        _ update: Update, hops: UInt16, activation: Activation? = nil,
        account: RumorAccount = RumorAccount()
    ) {
        // Where a disk was set back, two updates bear one identity: the later one is spread, anti-entropy brings
        // the other.
        if let twin = index(of: update.id), carried[twin].update.key != update.key {
            remove(update.id)
        }
        indices?[update.id] = trimmed + carried.count
        let rumor = Carried(
            update: update, hops: hops == .max ? .max : hops + 1, activation: activation)
        if carried.isEmpty {
            // An array of one is made at less cost than an empty one grows.
            carried = [rumor]
            accounts = [account]
        } else {
            carried.append(rumor)
            accounts.append(account)
        }
        count += 1
        if indices == nil, carried.count > Self.indexedFrom { reindex() }
    }

    /// Takes an update off the list.
    ///
    /// - Returns: whether it was there.
    @discardableResult
    mutating func remove(_ id: UpdateID) -> Bool {
        guard let index = index(of: id) else { return false }
        accounts[index].isGone = true
        indices?[id] = nil
        count -= 1
        if round.contains(index) { offerCount -= 1 }
        return true
    }

    /// Notes what a contact's receiver said of the rumor at a place of the round under way, and that it
    /// has it now, where that is sure.
    mutating func answer(
        at place: Int, useful: Bool, holder: Peer?, _ memory: Holders.Memory
    ) {
        guard place < roundCount else { return }
        accounts[head + place].hear(useful: useful, holder: holder, memory)
    }

    /// The same of a rumor by its identity, wherever it stands now.
    ///
    /// - Returns: the rumor; nil when it is not hot.
    mutating func answer(
        of id: UpdateID, useful: Bool, holder: Peer?, _ memory: Holders.Memory
    ) -> Update? {
        guard let index = index(of: id) else { return nil }
        accounts[index].hear(useful: useful, holder: holder, memory)
        return carried[index].update
    }

    /// What stands in the places of the round under way, those included whose rumor has left.
    var places: [UpdateID] { carried[round].map(\.update.id) }

    /// Counts a contact with a peer as unnecessary for every rumor of the round that it is known to have.
    mutating func countEchoes(to peer: Peer) {
        for index in round where accounts[index].holders.contains(peer) {
            accounts[index].unnecessary += 1
        }
    }

    /// The rumor at a place of the round under way.
    func update(at place: Int) -> Update? {
        place < roundCount && !accounts[head + place].isGone ? carried[head + place].update : nil
    }

    /// The mark with which a rumor travels in this round; 0 when it is not hot.
    func mark(of id: UpdateID) -> UInt16 { index(of: id).map { carried[$0].mark } ?? 0 }

    /// Changes the account of a rumor by what its sender says of it, if it is hot.
    mutating func meet<Result>(
        _ id: UpdateID, _ body: (inout RumorAccount, _ isOfRound: Bool) -> Result
    ) -> Result? {
        guard let index = index(of: id) else { return nil }
        return body(&accounts[index], round.contains(index))
    }

    /// Empties the list.
    mutating func removeAll() { self = HotList() }

    private func index(of id: UpdateID) -> Int? {
        if let indices { return indices[id].map { $0 - trimmed } }
        return (head..<carried.count).first {
            !accounts[$0].isGone && carried[$0].update.id == id
        }
    }

    mutating func reindex() {
        guard carried.count > Self.indexedFrom else {
            indices = nil
            return
        }
        var fresh: [UpdateID: Int] = [:]
        fresh.reserveCapacity(carried.count)
        for (index, rumor) in carried.enumerated() where !accounts[index].isGone {
            fresh[rumor.update.id] = trimmed + index
        }
        indices = fresh
    }
}

extension HotList {
    /// What must always hold; nil when it does.
    var brokenInvariant: String? {
        let live = live.map(\.update)
        if live.count != count { return "\(live.count) rumors are counted as \(count)" }
        if accounts.count != carried.count { return "a rumor has no account" }
        if round.upperBound + leftOut > carried.count {
            return "the round holds more rumors than there are"
        }
        let offers = accounts[round].count { !$0.isGone }
        if offers != offerCount { return "\(offers) rumors on offer are counted as \(offerCount)" }
        for update in live where !contains(update.id) {
            return "rumor \(update.id) is not found by its identity"
        }
        return nil
    }
}
