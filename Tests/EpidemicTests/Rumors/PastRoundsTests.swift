import Testing

@testable import Epidemic

@Suite struct PastRoundsTests {
    private func id(_ sequence: UInt64) -> UpdateID {
        UpdateID(origin: .test("n0"), sequence: sequence)
    }

    private func answer(_ round: UInt32, first: UInt32 = 0) -> RoundState.Awaited {
        .init(
            peer: Peer(1), contact: ContactID(round: round, index: 0), first: first, kind: .feedback
        )
    }

    private func answers(_ all: RoundState.Awaited...) -> AwaitedAnswers {
        var answers = AwaitedAnswers()
        for answer in all { answers.insert(answer) }
        return answers
    }

    @Test func `an answer finds what stood in its places, once`() {
        var past = PastRounds()
        past.remember(7, [id(1), id(2), id(3)], awaiting: answers(answer(7), answer(7, first: 2)))
        let found = [
            past.settle(answer(7, first: 2), of: 7), past.settle(answer(7, first: 2), of: 7),
            past.settle(answer(7), of: 8), past.settle(answer(7), of: 7),
        ]
        #expect(found.map { $0.map(Array.init) } == [[id(3)], nil, nil, [id(1), id(2), id(3)]])
        #expect(past.isEmpty && past.brokenInvariant == nil)
    }

    @Test func `rounds that offered the same count its places once`() {
        var past = PastRounds()
        for round in 0..<UInt32(40) {
            past.remember(round, [id(1), id(2)], awaiting: answers(answer(round)))
        }
        #expect(past.placeCount == 2)
        past.remember(40, [id(3)], awaiting: answers(answer(40)))
        for round in [0, 39, 17, 40] as [UInt32] {
            let found = past.settle(answer(round), of: round)
            #expect(found != nil)
            #expect(past.brokenInvariant == nil)
        }
        #expect(past.placeCount == 2 && past.answerCount == 37)
    }

    @Test func `the oldest round is forgotten when there are too many`() {
        var past = PastRounds()
        for round in 0..<UInt32(Limits.pastRoundsMax + 3) {
            past.remember(round, [id(UInt64(round) + 1)], awaiting: answers(answer(round)))
        }
        #expect(past.count == Limits.pastRoundsMax && past.brokenInvariant == nil)
        let found = [past.settle(answer(2), of: 2), past.settle(answer(3), of: 3)]
        #expect(found.map { $0.map(Array.init) } == [nil, [id(4)]])
        past.remember(1_000, (0...Limits.pastPlacesMax).map { id(UInt64($0)) }, awaiting: answers())
        #expect(past.isEmpty && past.placeCount == 0 && past.answerCount == 0)
    }

    @Test func `a refused contact is waited for no more`() {
        var past = PastRounds()
        past.remember(7, [id(1)], awaiting: answers(answer(7)))
        let contact = ContactID(round: 7, index: 0)
        let known = [2, 1].map { past.forgetAnswers(to: contact, of: Peer($0)) }
        #expect(known == [false, true])
        #expect(past.isEmpty)
    }
}
