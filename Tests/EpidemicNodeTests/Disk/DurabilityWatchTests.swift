import Epidemic
import Testing

@testable import EpidemicNode

/// What is remembered while nothing can be made durable.
@Suite struct DurabilityWatchTests {
    private let full = DiskError.full(path: "/data")
    private let id = ReplicaID(name: "n1", epoch: 1)

    @Test func `clients write no more below the reserve, and again with an eighth more`() {
        var watch = DurabilityWatch(reserve: 800)
        #expect(watch.note(freeBytes: 801) == nil)
        #expect(watch.note(freeBytes: 799) == .scarce(free: 799))
        #expect(watch.note(freeBytes: 850) == nil)
        #expect(!watch.isSound)
        #expect(watch.note(freeBytes: 900) == .sound)
        #expect(watch.isSound)
    }

    @Test func `a reserve of nothing is never undercut, nor one of an unknown disk`() {
        var watch = DurabilityWatch(reserve: 0)
        #expect(watch.note(freeBytes: 0) == nil)
        watch = DurabilityWatch(reserve: 800)
        #expect(watch.note(freeBytes: nil) == nil)
        #expect(watch.isSound)
    }

    @Test func `a failure is told once, and tried again after pauses that grow to a bound`() {
        var watch = DurabilityWatch(reserve: 0)
        var now = Instant.zero
        var pauses: [Interval] = []
        #expect(watch.fail(full, now: now) == .failing(full))
        for _ in 0..<8 {
            let failed = now
            while !watch.isDue(now: now) { now = now + .seconds(1) }
            pauses.append(now - failed)
            #expect(watch.fail(full, now: now) == nil)
        }
        #expect(pauses == [1, 2, 4, 8, 16, 30, 30, 30].map { .seconds($0) })
        #expect(watch.succeed().change == .sound)
        #expect(!watch.isDue(now: now + .seconds(100)))
    }

    @Test func `only new writes of its own make it say nothing of its table`() {
        var watch = DurabilityWatch(reserve: 0)
        let last = UpdateID(origin: id, sequence: 4)
        watch.put(off: [entry(by: ReplicaID(name: "n2", epoch: 1), 9)], after: last)
        watch.put(off: [entry(by: id, 4)], after: last)
        #expect(!watch.holdsOwnWrites)
        watch.put(off: [entry(by: id, 5)], after: last)
        #expect(watch.holdsOwnWrites)
        #expect(watch.backlog.count == 3)
        _ = watch.succeed()
        #expect(!watch.holdsOwnWrites)
        #expect(watch.backlog.isEmpty)
    }

    private func entry(by origin: ReplicaID, _ sequence: UInt64) -> Persisted {
        var replica = try! Replica(
            id: origin, peers: .list([]), settings: SharedSettings(.node), seed: 1)
        var effects = EffectBuffer()
        for number in 1...sequence {
            effects.removeAll()
            replica.write(
                "k", Value("\(number)"), request: 0, now: .zero, into: &effects)
        }
        for effect in effects {
            if case .persist(let record) = effect { return record }
        }
        preconditionFailure("a write persists nothing")
    }
}
