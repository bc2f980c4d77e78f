import EpidemicMaelstrom

/// Judges a history of transactions at read uncommitted, as far as it can be told from outside.
///
/// Each value is written once, so a read tells whose write it saw. A transaction that reads a register and
/// then writes it puts its own version behind the one that it read. Forbidden are: reads of what nobody wrote
/// or of what was refused (G1a), a transaction that does not see its own writes, and transactions whose writes
/// follow each other in a circle (G0: Adya, "Weak Consistency", 1999, §4.2).
struct TransactionChecker {
    private(set) var transactions = 0
    /// What is wrong, one sentence each.
    private(set) var anomalies: [String] = []

    /// One version of a register.
    fileprivate struct Version: Hashable {
        let key: JSONValue
        let value: JSONValue
    }

    init(_ history: [Operation]) {
        let finished = history.filter { $0.type == "txn" }
        transactions = finished.count
        var writers: [Version: Int] = [:]
        for (number, operation) in finished.enumerated() where operation.mayHaveHappened {
            for step in operation.steps where step.isWrite { writers[step.version] = number }
        }
        var followers: [Int: Set<Int>] = [:]
        for (number, operation) in finished.enumerated() where operation.answer != nil {
            judge(operation, number, writers, &followers)
        }
        if Self.hasCircle(followers, count: finished.count) {
            anomalies.append("transactions overwrite each other in a circle")
        }
    }

    var isValid: Bool { anomalies.isEmpty && transactions > 0 }

    private mutating func judge(
        _ operation: Operation, _ number: Int, _ writers: [Version: Int],
        _ followers: inout [Int: Set<Int>]
    ) {
        var known: [JSONValue: JSONValue] = [:]
        for step in operation.steps {
            if step.isWrite {
                if let before = known[step.version.key],
                    let earlier = writers[Version(key: step.version.key, value: before)],
                    earlier != number
                {
                    followers[earlier, default: []].insert(number)
                }
            } else {
                if let expected = known[step.version.key], expected != step.version.value {
                    anomalies.append("a transaction does not see what it saw or wrote before")
                }
                if step.version.value != .null, writers[step.version] == nil {
                    anomalies.append("\(step.version.value.text) was read and never written")
                }
            }
            known[step.version.key] = step.version.value
        }
    }

    /// Whether there is a way from somebody back to itself: what is left when all who nobody follows are
    /// taken away, again and again.
    private static func hasCircle(_ followers: [Int: Set<Int>], count: Int) -> Bool {
        var before = Array(repeating: 0, count: count)
        for number in followers.values.joined() { before[number] += 1 }
        var free = (0..<count).filter { before[$0] == 0 }
        var removed = 0
        while let number = free.popLast() {
            removed += 1
            for follower in followers[number] ?? [] {
                before[follower] -= 1
                if before[follower] == 0 { free.append(follower) }
            }
        }
        return removed < count
    }

    /// One step, as it was answered or, without an answer, as it was asked for.
    fileprivate struct Step {
        let isWrite: Bool
        fileprivate let version: Version
    }
}

extension Operation {
    fileprivate var steps: [TransactionChecker.Step] {
        ((answer ?? request)["txn"]?.array ?? []).compactMap { step in
            guard let parts = step.array, parts.count == 3 else { return nil }
            return TransactionChecker.Step(
                isWrite: parts[0] == "w", version: .init(key: parts[1], value: parts[2]))
        }
    }
}
