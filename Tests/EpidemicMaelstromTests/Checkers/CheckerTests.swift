import EpidemicMaelstrom
import Testing

/// The other checkers find what is wrong in a history, too.
@Suite struct CheckerTests {
    /// One operation of a history; it lasts from one place to another.
    private func operation(
        _ request: JSONObject, _ answer: JSONObject?, from start: Int, to end: Int? = nil,
        failure: Int? = nil, isFinal: Bool = false
    ) -> Operation {
        let outcome: Operation.Outcome =
            failure.map { .failed(code: $0) } ?? answer.map { .ok($0) } ?? .unknown
        return Operation(
            request: request, invoked: .init(index: start, time: Int64(start)),
            completed: .init(index: end ?? start + 1, time: Int64(end ?? start + 1)),
            outcome: outcome, isFinal: isFinal)
    }

    // MARK: Counters

    private func counter(_ deltas: [(Int, isKnown: Bool)], reads: [Int]) -> CounterChecker {
        var history = deltas.enumerated().map { place, delta in
            operation(
                ["type": "add", "delta": .integer(delta.0)],
                delta.isKnown ? ["type": "add_ok"] : nil, from: 2 * place)
        }
        for read in reads {
            history.append(
                operation(
                    ["type": "read"], ["value": .integer(read)], from: 2 * history.count,
                    isFinal: true))
        }
        return CounterChecker(history)
    }

    @Test func `a counter is the sum of what was acknowledged`() {
        #expect(counter([(3, true), (-1, true)], reads: [2, 2]).isValid)
        #expect(counter([(3, true), (-1, true)], reads: [2, 3]).wrong == [3])
    }

    @Test func `what nobody knows of may count or not`() {
        let reads = counter([(3, true), (5, false), (-1, false)], reads: [3, 8, 2, 7, 4])
        #expect(reads.wrong == [4])
    }

    @Test func `a refused increment does not count`() {
        let history = [
            operation(["type": "add", "delta": 3], nil, from: 0, failure: 11),
            operation(["type": "read"], ["value": 3], from: 2, isFinal: true),
        ]
        #expect(CounterChecker(history).wrong == [3])
    }

    // MARK: Identifiers

    @Test func `an identifier that was given out twice is found`() {
        let given = ["a", "b", "a"].enumerated().map { place, id in
            operation(["type": "generate"], ["id": .string(id)], from: 2 * place)
        }
        #expect(UniquenessChecker(given).twice == ["a"])
        #expect(UniquenessChecker(Array(given.prefix(2))).isValid)
    }

    // MARK: Transactions

    private func transactions(_ texts: String...) throws -> TransactionChecker {
        let history = try texts.enumerated().map { place, text in
            let steps = try JSONValue(parsing: text)
            return operation(
                ["type": "txn", "txn": steps], ["type": "txn_ok", "txn": steps], from: 2 * place)
        }
        return TransactionChecker(history)
    }

    @Test func `transactions that follow each other are right`() throws {
        let checker = try transactions(
            #"[["w",1,1],["w",2,1],["r",1,1]]"#, #"[["r",1,1],["w",1,2],["r",3,null]]"#)
        #expect(checker.isValid && checker.transactions == 2)
    }

    @Test func `a value that nobody wrote is found`() throws {
        #expect(try !transactions(#"[["r",1,9]]"#).isValid)
    }

    @Test func `a transaction that does not see its own write is found`() throws {
        #expect(try !transactions(#"[["w",1,1],["r",1,null]]"#).isValid)
    }

    @Test func `transactions that overwrite each other in both orders are found`() throws {
        let checker = try transactions(
            #"[["w",1,1],["r",2,2],["w",2,3]]"#, #"[["w",2,2],["r",1,1],["w",1,4]]"#)
        #expect(checker.anomalies == ["transactions overwrite each other in a circle"])
    }

    // MARK: Linearizability

    private func write(_ value: Int, _ start: Int, _ end: Int) -> Operation {
        operation(
            ["type": "write", "key": 1, "value": .integer(value)], ["type": "write_ok"],
            from: start, to: end)
    }

    private func read(_ value: Int, _ start: Int, _ end: Int) -> Operation {
        operation(
            ["type": "read", "key": 1], ["value": .integer(value)], from: start, to: end)
    }

    @Test func `reads that see the last write are linearizable`() {
        #expect(LinearizabilityChecker([write(1, 0, 1), read(1, 2, 3), write(2, 4, 5)]).isValid)
    }

    @Test func `a read of what was overwritten before it began is not`() {
        let checker = LinearizabilityChecker([write(1, 0, 1), write(2, 2, 3), read(1, 4, 5)])
        #expect(checker.wrong == [1])
    }

    @Test func `a read beside a write may see either, but not first the new and then the old`() {
        #expect(LinearizabilityChecker([write(1, 0, 1), write(2, 2, 9), read(1, 3, 4)]).isValid)
        #expect(LinearizabilityChecker([write(1, 0, 1), write(2, 2, 9), read(2, 3, 4)]).isValid)
        #expect(
            !LinearizabilityChecker([
                write(1, 0, 1), write(2, 2, 9), read(2, 3, 4), read(1, 5, 6),
            ]).isValid)
    }

    @Test func `a write of which nobody knows may take effect late, or never`() {
        let unknown = operation(["type": "write", "key": 1, "value": 2], nil, from: 2)
        #expect(LinearizabilityChecker([write(1, 0, 1), unknown, read(1, 4, 5)]).isValid)
        #expect(
            LinearizabilityChecker([write(1, 0, 1), unknown, read(1, 4, 5), read(2, 6, 7)]).isValid)
    }

    @Test func `what a comparison finds has to be so`() {
        let swap: JSONObject = ["type": "cas", "key": 1, "from": 1, "to": 2]
        let done = operation(swap, ["type": "cas_ok"], from: 2)
        #expect(LinearizabilityChecker([write(1, 0, 1), done, read(2, 4, 5)]).isValid)
        #expect(!LinearizabilityChecker([write(3, 0, 1), done]).isValid)
        #expect(
            !LinearizabilityChecker([write(1, 0, 1), operation(swap, nil, from: 2, failure: 22)])
                .isValid)
        #expect(
            !LinearizabilityChecker([write(1, 0, 1), operation(swap, nil, from: 2, failure: 20)])
                .isValid)
    }
}
