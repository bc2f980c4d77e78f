import Epidemic
import Testing

@testable import EpidemicNode

/// Members that do not answer and are not found dead.
@Suite struct SuspectWatchTests {
    private let id = ReplicaID(name: "n2", epoch: 1)

    @Test func `a member that stays suspect is told of, and when it answers again`() {
        var watch = SuspectWatch()
        func look(_ state: MemberState, at second: Int64) -> [SuspectWatch.Event] {
            watch.look([(id, state)], now: .zero + .seconds(second))
        }
        #expect(look(.suspect, at: 0) == [])
        #expect(look(.alive, at: 5) == [])
        #expect(look(.suspect, at: 6) == [])
        #expect(look(.suspect, at: 15) == [])
        #expect(look(.suspect, at: 16) == [.silent(id, .seconds(10))])
        #expect(look(.alive, at: 17) == [.cameBack(id)])
        #expect(look(.alive, at: 18) == [])
    }

    @Test func `a member that is found dead is told of elsewhere`() {
        var watch = SuspectWatch()
        for second: Int64 in 0..<10 {
            #expect(watch.look([(id, .suspect)], now: .zero + .seconds(second)) == [])
        }
        #expect(watch.look([(id, .dead)], now: .zero + .seconds(10)) == [])
        #expect(watch.look([(id, .alive)], now: .zero + .seconds(11)) == [])
    }
}
