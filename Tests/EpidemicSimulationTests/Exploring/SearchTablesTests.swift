import Epidemic
import Testing

@testable import EpidemicSimulation

/// The tables of a search, which several workers fill.
@Suite struct SearchTablesTests {
    private func fingerprint(_ number: Int) -> Fingerprint {
        var hasher = FingerprintHasher()
        hasher.feed(number)
        return hasher.fingerprint
    }

    @Test func `a state is taken in once, and the way to it is found again`() {
        let table = StateTable()
        var way: [ExploredAction] = []
        var number: UInt32 = 0
        for step in 0..<20_000 {
            let fingerprint = fingerprint(step)
            let action = ExploredAction.compare(step % 4, with: (step + 1) % 4)
            let packed = step == 0 ? ExploredAction.packedNone : action.packed
            let part = StateTable.part(of: fingerprint)
            let next = StateTable.number(table.count(of: part), in: part)
            #expect(!table.contains(fingerprint))
            #expect(table.insert(fingerprint, after: number, packed))
            #expect(!table.insert(fingerprint, after: number, packed))
            if step > 0 { way.append(action) }
            number = next
        }
        #expect(table.count == 20_000)
        #expect(table.way(to: number) == way)
    }

    @Test func `what a worker finds out all find after a settlement, where it stays`() {
        let values = WorkersValues<Int>(workers: 3)
        for worker in 0..<3 {
            for number in 0..<(worker + 1) * 2_000 {
                let found = values.number(of: fingerprint(number), by: worker) { number }
                #expect(values[found].pointee == number)
                #expect(WorkerNumber.worker(of: found) == worker)
            }
        }
        values.settle()
        for number in 0..<6_000 {
            let found = (0..<3).map { worker in
                values.number(of: fingerprint(number), by: worker) {
                    Issue.record("\(number) is not known to \(worker)")
                    return -1
                }
            }
            #expect(Set(found).count == 1 && values[found[0]].pointee == number)
        }
    }

    @Test func `every action is packed, and written, so that it is read again`() {
        let actions: [ExploredAction] = [
            .write(3, key: 7), .delete(1, key: 2), .send(key: 5, from: 2, to: 0),
            .deliver(copy: 3, .aged), .deliver(copy: 0, .young), .compare(2, with: 3), .age,
            .tick(1),
            .crash(3), .arrive(2, from: 1), .restart(0),
        ]
        for action in actions {
            #expect(ExploredAction(packed: action.packed) == action)
            #expect(ExploredAction(code: action.code) == action)
        }
        #expect(ExploredAction(packed: ExploredAction.packedNone) == nil)
    }
}
