import Epidemic
import Testing

@testable import EpidemicMaelstrom

/// The small values that a node is made of.
@Suite struct PartsTests {
    @Test(arguments: 1...40)
    func `every node is in one branch, and branches are as long as there are heads`(
        nodes: Int
    ) {
        let branches = Branches(nodes: nodes)
        var found: [Int] = []
        for head in branches.heads {
            let branch = branches.branch(below: head)
            #expect(branch.allSatisfy { branches.head(of: $0) == head })
            #expect(abs(branch.count - branches.count) <= 1)
            found += branch
        }
        #expect(found.sorted() == Array(0..<nodes))
        for place in branches.count..<max(nodes, branches.count) {
            #expect(branches.branch(below: place).isEmpty)
        }
    }

    @Test func `letters in order lack nothing, and one that is left out is missed until it comes`()
    {
        var ledger = LetterLedger()
        let peer = Peer(3)
        for number in 1...3 as ClosedRange<UInt64> { ledger.note(number, from: peer) }
        #expect(ledger.lacking == nil)
        ledger.note(5, from: peer)
        #expect(ledger.lacking == peer)
        ledger.note(4, from: peer)
        #expect(ledger.lacking == nil)
    }

    @Test func `who begins anew, and whose first letter is not the first, is to be compared with`()
    {
        var ledger = LetterLedger()
        ledger.note(57, from: Peer(1))
        #expect(ledger.lacking == Peer(1))
        ledger.forgive(Peer(1))
        #expect(ledger.lacking == nil)
        ledger.note(1, from: Peer(1))
        #expect(ledger.lacking == Peer(1))
        ledger.forgive(Peer(1))
        ledger.note(2, from: Peer(1))
        #expect(ledger.lacking == nil)
    }

    @Test
    func `comparisons are made ever more rarely while tables are equal, and soon after a change`() {
        var schedule = RepairSchedule(.seconds(2), now: .zero, seed: 1)
        var now = Instant.zero
        var waits: [Int64] = []
        for _ in 0..<4 {
            now = schedule.due
            schedule.begin(now: now)
            schedule.noteEnd(ExchangeOutcome(method: .auto, ending: .equal), now: now)
            waits.append((schedule.due - now).nanoseconds / 1_000_000_000)
        }
        #expect(waits == [4, 8, 8, 8])
        schedule.noteEnd(ExchangeOutcome(method: .auto, ending: .equal, repairedThere: 1), now: now)
        #expect((schedule.due - now) < .seconds(3))
        schedule.noteChange(now: now)
        #expect((schedule.due - now) < .seconds(3))
    }

    @Test func `a proof puts the comparison off, and a letter that is missing brings it near`() {
        var schedule = RepairSchedule(.seconds(2), now: .zero, seed: 1)
        let now = Instant.zero + .milliseconds(1_500)
        schedule.noteProof(now: now)
        #expect(schedule.due >= now + .seconds(2))
        schedule.noteGap(now: now)
        #expect(schedule.due == now + .milliseconds(500))
        schedule.noteNoGap()
        #expect(schedule.due >= now + .seconds(2))
    }

    @Test func `a key of the table means what it was made of`() {
        let keys: [TableKey] = [
            .element(["a/b": 1]), .count(life: "n1'7"), .register("x/y", life: "n1'7"),
            .stored(.null),
        ]
        for key in keys { #expect(TableKey(key.key) == key) }
        for text in ["", "x", "element/", "register/", "register/n1", "stored/x"] {
            #expect(TableKey(Key(text)) == nil)
        }
    }

    @Test func `settings that cannot be are refused`() throws {
        var settings = MaelstromSettings(.hub)
        try settings.validate()
        settings.beat = .zero
        #expect(throws: SettingsError.self) { try settings.validate() }
        #expect(throws: SettingsError.self) { try MaelstromNode(settings, epoch: 1, seed: 1) }
    }
}
