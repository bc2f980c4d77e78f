/// The rumors of one replica.
///
/// Shape: the first `roundCount` places are the rumors of the round under way, fixed when it began;
/// later ones wait for the next. A place never moves within a round, so that feedback can name it.
struct HotList: Sendable {
    private(set) var rumors: [Rumor] = []
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
    var live: [Rumor] { rumors.filter { !$0.isGone } }

    /// Whether anything of the round under way can still be offered.
    var hasOffers: Bool { rumors[..<roundCount].contains { !$0.isGone } }

    /// Visits what the round under way offers, in unbroken stretches with the place of the first: a rumor
    /// that has left is offered no more, and its place stays empty because feedback names places.
    func forEachOffered(_ body: (Int, [Rumor]) -> Void) {
        var first = 0
        while first < roundCount {
            guard !rumors[first].isGone else {
                first += 1
                continue
            }
            let end = rumors[first..<roundCount].firstIndex { $0.isGone } ?? roundCount
            body(first, Array(rumors[first..<end]))
            first = end
        }
    }

    /// Makes an update hot.
    mutating func add(_ rumor: Rumor) {
        places?[rumor.update.id] = rumors.count
        rumors.append(rumor)
        count += 1
        if places == nil, rumors.count > Self.indexedFrom { reindex() }
    }

    /// Takes an update off the list.
    ///
    /// - Returns: whether it was there.
    mutating func remove(_ id: UpdateID) -> Bool {
        guard let place = place(of: id) else { return false }
        rumors[place].isGone = true
        places?[id] = nil
        count -= 1
        return true
    }

    /// Notes what a contact's receiver said of the rumor at a place of the round under way.
    mutating func answer(at place: Int, useful: Bool) {
        guard place < roundCount else { return }
        if useful { rumors[place].wasUseful = true } else { rumors[place].unnecessary += 1 }
    }

    /// Ends the round under way: settles every rumor and drops those that leave.
    ///
    /// - Parameter settle: the removal rule; a reason makes the rumor leave.
    /// - Parameter left: told of every rumor that the rule removed, in order.
    mutating func settle(
        _ settle: (inout Rumor) -> CoolingReason?, left: (Rumor, CoolingReason) -> Void
    ) {
        var kept = 0
        for place in rumors.indices {
            guard !rumors[place].isGone else { continue }
            if let reason = settle(&rumors[place]) {
                count -= 1
                left(rumors[place], reason)
            } else {
                if kept != place { rumors[kept] = rumors[place] }
                kept += 1
            }
        }
        roundCount = 0
        guard kept < rumors.count else { return }
        rumors.removeLast(rumors.count - kept)
        if places != nil { reindex() }
    }

    /// Begins a round with everything that is hot now.
    mutating func beginRound() {
        roundCount = rumors.count
        for place in rumors.indices where rumors[place].rounds < .max { rumors[place].rounds += 1 }
    }

    /// Empties the list.
    mutating func removeAll() { self = HotList() }

    private func place(of id: UpdateID) -> Int? {
        if let places { return places[id] }
        return rumors.firstIndex { !$0.isGone && $0.update.id == id }
    }

    private mutating func reindex() {
        guard rumors.count > Self.indexedFrom else {
            places = nil
            return
        }
        var fresh: [UpdateID: Int] = [:]
        fresh.reserveCapacity(rumors.count)
        for (place, rumor) in rumors.enumerated() where !rumor.isGone {
            fresh[rumor.update.id] = place
        }
        places = fresh
    }
}

extension HotList {
    /// What must always hold; nil when it does.
    var brokenInvariant: String? {
        if live.count != count { return "\(live.count) rumors are counted as \(count)" }
        if roundCount > rumors.count { return "the round holds more rumors than there are" }
        for rumor in live where !contains(rumor.update.id) {
            return "rumor \(rumor.update.id) is not found by its identity"
        }
        return nil
    }
}
