/// The rounds of one replica that are over and of which answers are still out.
///
/// An answer names places of the round in which it was asked for. Where a round trip takes longer than a
/// round it comes in a later one, in which other rumors stand in those places, and counts there
/// (PROTOCOL.md §2). So what stood in them is kept until the last answer has come, or there are too many:
/// then the oldest round is forgotten.
///
/// Rounds that offered the same rumors share one list of them: one that spreads a single rumor over a slow
/// network costs what its answers cost.
struct PastRounds: Sendable {
    private struct Past: Sendable {
        let number: UInt32
        /// What stood in the places of the round.
        let places: [UpdateID]
        /// Whether the round before it offered the same, in the same array.
        var sharesPlaces: Bool
        var awaited: AwaitedAnswers
    }

    /// The oldest first.
    private var rounds: [Past] = []
    /// Places of all rounds, those that are shared once, and answers that are out.
    private(set) var placeCount = 0
    private(set) var answerCount = 0

    var isEmpty: Bool { rounds.isEmpty }

    /// How many rounds are remembered.
    var count: Int { rounds.count }

    /// A round is over, and these answers to what stood in its places are out.
    mutating func remember(_ number: UInt32, _ places: [UpdateID], awaiting answers: AwaitedAnswers)
    {
        let shared = rounds.last.map(\.places).flatMap { $0 == places ? $0 : nil }
        rounds.append(
            Past(
                number: number, places: shared ?? places, sharesPlaces: shared != nil,
                awaited: answers))
        if shared == nil { placeCount += places.count }
        answerCount += answers.count
        while rounds.count > Limits.pastRoundsMax || placeCount > Limits.pastPlacesMax
            || answerCount > Limits.pastAnswersMax
        {
            forget(at: 0)
        }
    }

    /// Takes an answer to a round that is over off the list.
    ///
    /// - Returns: what stood in the places from its first on; nil when it was not awaited, or came before.
    mutating func settle(_ answer: RoundState.Awaited, of number: UInt32) -> ArraySlice<UpdateID>? {
        guard let index = rounds.firstIndex(where: { $0.number == number }),
            rounds[index].awaited.remove(answer)
        else { return nil }
        let places = rounds[index].places
        answerCount -= 1
        if rounds[index].awaited.isEmpty { forget(at: index) }
        return places.dropFirst(Int(answer.first))
    }

    /// A contact of a round that is over was refused: no answer will come.
    ///
    /// - Returns: whether any was awaited.
    mutating func forgetAnswers(to contact: ContactID, of peer: Peer) -> Bool {
        guard let index = rounds.firstIndex(where: { $0.number == contact.round }) else {
            return false
        }
        let before = rounds[index].awaited.count
        rounds[index].awaited.removeAll {
            $0.contact == contact && $0.peer == peer && $0.kind == .feedback
        }
        let gone = before - rounds[index].awaited.count
        answerCount -= gone
        if rounds[index].awaited.isEmpty { forget(at: index) }
        return gone > 0
    }

    mutating func removeAll() { self = PastRounds() }

    private mutating func forget(at index: Int) {
        let past = rounds.remove(at: index)
        answerCount -= past.awaited.count
        let isSharedOn = index < rounds.count && rounds[index].sharesPlaces
        // Of those that share a list one counts it.
        if isSharedOn {
            rounds[index].sharesPlaces = past.sharesPlaces
        } else if !past.sharesPlaces {
            placeCount -= past.places.count
        }
    }
}

extension PastRounds {
    /// What must always hold; nil when it does.
    var brokenInvariant: String? {
        let places = rounds.lazy.filter { !$0.sharesPlaces }.map(\.places.count).reduce(0, +)
        if places != placeCount { return "\(places) places of past rounds count as \(placeCount)" }
        let answers = rounds.lazy.map(\.awaited.count).reduce(0, +)
        if answers != answerCount { return "\(answers) late answers count as \(answerCount)" }
        if rounds.contains(where: \.awaited.isEmpty) { return "a past round waits for nothing" }
        if rounds.first?.sharesPlaces == true { return "the oldest round shares its places" }
        return nil
    }
}
