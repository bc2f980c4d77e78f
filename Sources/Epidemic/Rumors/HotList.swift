/// The rumors of one replica.
///
/// Shape: the first `roundCount` places are the rumors of the round under way, fixed when it began;
/// later ones wait for the next. A place never moves within a round, so that feedback can name it.
struct HotList: Sendable {
    /// The rumors as they travel; messages that carry a whole round share this array.
    private var carried: [Carried] = []
    /// What came of each of them.
    private var accounts: [RumorAccount] = []
    /// How many of the first places belong to the round under way.
    private(set) var roundCount = 0
    /// Rumors that have not left.
    private(set) var count = 0
    /// The places by identity, only while there are many.
    private var places: [UpdateID: Int]?

    private static let indexedFrom = 32

    /// Whether an update is hot.
    func contains(_ id: UpdateID) -> Bool { place(of: id) != nil }

    /// The rumors that have not left, in the order in which they became hot.
    var live: some Sequence<(update: Update, account: RumorAccount)> {
        carried.indices.lazy.filter { !accounts[$0].isGone }
            .map { (carried[$0].update, accounts[$0]) }
    }

    /// Whether a rumor has left whose place is kept.
    private var hasGaps: Bool { count < carried.count }

    /// Whether anything of the round under way can still be offered.
    var hasOffers: Bool {
        hasGaps ? accounts[..<roundCount].contains { !$0.isGone } : roundCount > 0
    }

    /// Visits what the round under way offers, in unbroken stretches with the place of the first: a rumor
    /// that has left is offered no more, and its place stays empty because feedback names places.
    ///
    /// - Parameter isLeftOut: what shall not be offered, though it could be.
    func forEachOffered(
        butFor isLeftOut: ((Carried) -> Bool)? = nil, _ body: (Int, [Carried]) -> Void
    ) {
        guard hasGaps || roundCount < carried.count || isLeftOut != nil else {
            if roundCount > 0 { body(0, carried) }
            return
        }
        func isPassedOver(_ place: Int) -> Bool {
            accounts[place].isGone || isLeftOut?(carried[place]) ?? false
        }
        var first = 0
        while first < roundCount {
            guard !isPassedOver(first) else {
                first += 1
                continue
            }
            let end = (first..<roundCount).first(where: isPassedOver) ?? roundCount
            body(first, Array(carried[first..<end]))
            first = end
        }
    }

    /// The age of the youngest rumor of the round under way, in rounds.
    var youngest: UInt32 { accounts[..<roundCount].lazy.map(\.rounds).min() ?? .max }

    /// Makes an update hot that came here by so many transfers.
    mutating func add(
        _ update: Update, hops: UInt16, activation: Instant? = nil,
        account: RumorAccount = RumorAccount()
    ) {
        places?[update.id] = carried.count
        carried.append(
            Carried(
                update: update, hops: hops == .max ? .max : hops + 1, activation: activation))
        accounts.append(account)
        count += 1
        if places == nil, carried.count > Self.indexedFrom { reindex() }
    }

    /// Takes an update off the list.
    ///
    /// - Returns: whether it was there.
    mutating func remove(_ id: UpdateID) -> Bool {
        guard let place = place(of: id) else { return false }
        accounts[place].isGone = true
        places?[id] = nil
        count -= 1
        return true
    }

    /// Notes what a contact's receiver said of the rumor at a place of the round under way.
    mutating func answer(at place: Int, useful: Bool) {
        guard place < roundCount else { return }
        if useful { accounts[place].wasUseful = true } else { accounts[place].unnecessary += 1 }
    }

    /// The rumor at a place of the round under way.
    func update(at place: Int) -> Update? {
        place < roundCount && !accounts[place].isGone ? carried[place].update : nil
    }

    /// The mark with which a rumor travels in this round; 0 when it is not hot.
    func mark(of id: UpdateID) -> UInt16 { place(of: id).map { carried[$0].mark } ?? 0 }

    /// Changes the account of a rumor by what its sender says of it, if it is hot.
    mutating func meet<Result>(
        _ id: UpdateID, _ body: (inout RumorAccount, _ isOfRound: Bool) -> Result
    ) -> Result? {
        guard let place = place(of: id) else { return nil }
        return body(&accounts[place], place < roundCount)
    }

    /// Ends the round under way: settles every rumor and drops those that leave.
    ///
    /// - Parameter settle: the removal rule; a reason makes the rumor leave.
    /// - Returns: every rumor that the rule removed, in order.
    mutating func settle(
        _ settle: (inout RumorAccount) -> CoolingReason?
    ) -> Few<(update: Update, reason: CoolingReason)> {
        var left = Few<(update: Update, reason: CoolingReason)>()
        roundCount = 0
        for place in accounts.indices where !accounts[place].isGone {
            guard let reason = settle(&accounts[place]) else { continue }
            accounts[place].isGone = true
            count -= 1
            left.append((carried[place].update, reason))
        }
        if hasGaps { closeGaps() }
        return left
    }

    /// Begins a round with everything that is hot now.
    mutating func beginRound(_ rumors: RumorSettings) {
        roundCount = carried.count
        for place in accounts.indices where accounts[place].rounds < .max {
            accounts[place].rounds += 1
        }
        guard rumors.marksRumors else { return }
        for place in accounts.indices { carried[place].mark = rumors.mark(of: accounts[place]) }
    }

    /// Empties the list.
    mutating func removeAll() { self = HotList() }

    private func place(of id: UpdateID) -> Int? {
        if let places { return places[id] }
        return carried.indices.first { !accounts[$0].isGone && carried[$0].update.id == id }
    }

    /// Drops the rumors that have left. Between two rounds nobody names a place.
    private mutating func closeGaps() {
        guard count > 0 else { return removeAll() }
        let kept = carried.indices.filter { !accounts[$0].isGone }
        carried = kept.map { carried[$0] }
        accounts = kept.map { accounts[$0] }
        if places != nil { reindex() }
    }

    private mutating func reindex() {
        guard carried.count > Self.indexedFrom else {
            places = nil
            return
        }
        var fresh: [UpdateID: Int] = [:]
        fresh.reserveCapacity(carried.count)
        for (place, rumor) in carried.enumerated() where !accounts[place].isGone {
            fresh[rumor.update.id] = place
        }
        places = fresh
    }
}

extension HotList {
    /// What must always hold; nil when it does.
    var brokenInvariant: String? {
        let live = live.map(\.update)
        if live.count != count { return "\(live.count) rumors are counted as \(count)" }
        if accounts.count != carried.count { return "a rumor has no account" }
        if roundCount > carried.count { return "the round holds more rumors than there are" }
        for update in live where !contains(update.id) {
            return "rumor \(update.id) is not found by its identity"
        }
        return nil
    }
}
