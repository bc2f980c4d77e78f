import Testing

@testable import EpidemicSimulation

@Suite struct ChronicleTests {
    @Test(arguments: [0, 1, 300, 1_000])
    func `the latest are kept, by their numbers`(keptMin: Int) {
        var chronicle = Chronicle<Int>(keptMin: keptMin)
        for number in 0..<5_000 {
            chronicle.append(number * 3)
            let kept = chronicle.kept
            #expect(kept.upperBound == number + 1)
            #expect(kept.count >= min(number + 1, keptMin) && kept.count < keptMin + 256)
            for probe in [kept.lowerBound, number] where kept.contains(probe) {
                #expect(chronicle[probe] == probe * 3)
            }
        }
    }

    @Test func `a copy stays as it was`() {
        var chronicle = Chronicle<Int>(keptMin: 600)
        for number in 0..<700 { chronicle.append(number) }
        let copy = chronicle
        chronicle.change(100) { $0 = -1 }
        for number in 700..<2_000 { chronicle.append(number) }
        #expect(copy.kept == 0..<700)
        #expect(copy.kept.allSatisfy { copy[$0] == $0 })
    }

    @Test func `what is not kept any more is not changed`() {
        var chronicle = Chronicle<Int>(keptMin: 10)
        for number in 0..<1_000 { chronicle.append(number) }
        chronicle.change(0) { $0 = -1 }
        chronicle.change(1_000) { $0 = -1 }
        #expect(chronicle.kept.allSatisfy { chronicle[$0] == $0 })
    }

    @Test func `the first number of a condition is found wherever it is`() {
        var chronicle = Chronicle<Int>(keptMin: 500)
        for number in 0..<2_000 { chronicle.append(number / 2) }
        for wanted in -1...1_001 {
            let expected = chronicle.kept.first { chronicle[$0] >= wanted } ?? 2_000
            #expect(chronicle.firstNumber { $0 >= wanted } == expected)
        }
    }
}
