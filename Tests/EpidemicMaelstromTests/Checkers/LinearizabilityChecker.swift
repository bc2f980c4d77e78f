import EpidemicMaelstrom

/// Judges a history of a store of registers: whether there is an order of its operations that agrees with time
/// and in which each sees the last write (Wing and Gong, "Testing and Verifying Concurrent Objects", 1993).
///
/// Registers are judged one by one. It tries every order that time allows, and no state twice.
struct LinearizabilityChecker {
    /// The keys for which there is no such order.
    private(set) var wrong: [JSONValue] = []
    private(set) var operations = 0

    init(_ history: [Operation]) {
        let relevant = history.filter {
            $0.request["key"] != nil && $0.mayHaveHappened || $0.isMiss
        }
        operations = relevant.count
        for (key, operations) in Dictionary(grouping: relevant, by: { $0.request["key"] ?? .null })
        {
            var search = Search(operations.sorted { $0.invoked.index < $1.invoked.index })
            if !search.succeeds(from: nil) { wrong.append(key) }
        }
    }

    var isValid: Bool { wrong.isEmpty && operations > 0 }

    /// The search for an order of the operations of one register.
    private struct Search {
        let operations: [Operation]
        private var isPlaced: [Bool]
        private var tried: Set<State> = []

        private struct State: Hashable {
            let isPlaced: [Bool]
            let value: JSONValue?
        }

        init(_ operations: [Operation]) {
            self.operations = operations
            isPlaced = Array(repeating: false, count: operations.count)
        }

        mutating func succeeds(from value: JSONValue?) -> Bool {
            let open = operations.indices.filter { !isPlaced[$0] }
            guard open.contains(where: { operations[$0].isCertain }) else { return true }
            guard tried.insert(State(isPlaced: isPlaced, value: value)).inserted else {
                return false
            }
            // Whoever comes next began before any of the others had ended.
            let firstEnd =
                open.filter { operations[$0].isCertain }
                .map { operations[$0].completed.index }.min() ?? .max
            for place in open where operations[place].invoked.index < firstEnd {
                guard let after = operations[place].value(after: value) else { continue }
                isPlaced[place] = true
                if succeeds(from: after) { return true }
                isPlaced[place] = false
            }
            return false
        }
    }
}

extension Operation {
    /// Whether it told that a key is not there, or has another value: that is a finding, too.
    fileprivate var isMiss: Bool {
        if case .failed(let code) = outcome, request["key"] != nil {
            code == 20 || code == 22
        } else {
            false
        }
    }

    /// Whether it is known to have happened.
    fileprivate var isCertain: Bool { answer != nil || isMiss }

    /// The value of the register after it, the value before it being given.
    ///
    /// - Returns: nil when it cannot have happened then; otherwise the value, which may be none.
    fileprivate func value(after value: JSONValue?) -> JSONValue?? {
        switch type {
        case "read": return isMiss ? (value == nil ? .some(nil) : nil) : readValue(of: value)
        case "write": return .some(request["value"])
        default:
            if case .failed(20) = outcome { return value == nil ? .some(nil) : nil }
            if case .failed(22) = outcome {
                return value != nil && value != request["from"] ? .some(value) : nil
            }
            return value != nil && value == request["from"] ? .some(request["to"]) : nil
        }
    }

    private func readValue(of value: JSONValue?) -> JSONValue?? {
        guard let answer else { return .some(value) }
        return value != nil && answer["value"] == value ? .some(value) : nil
    }
}
