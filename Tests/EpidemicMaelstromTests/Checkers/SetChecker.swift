import EpidemicMaelstrom

/// Judges a history of a set that only grows, element by element, as Jepsen's set-full checker does.
///
/// An element is *known* from the end of its write, or of the first read that shows it. It is *stable* when
/// the last read that shows it began after the last one that lacks it, and *lost* when the last one that
/// lacks it began later, and after it was known. Its stable latency is the time from when it was known to the
/// last read that lacked it. Elements are whole numbers, each written once.
struct SetChecker {
    private(set) var attempts = 0
    private(set) var stable: [Int] = []
    private(set) var lost: [Int] = []
    /// Stable elements that a read lacked after they were known.
    private(set) var stale: [Int] = []
    /// Elements of which no read says anything.
    private(set) var neverRead: [Int] = []
    /// Elements that came twice in one read.
    private(set) var duplicated: [Int] = []
    /// Elements that were read and never written.
    private(set) var invented: [Int] = []
    /// Of stable elements, in milliseconds, ascending.
    private(set) var latencies: [Int64] = []

    /// What is known of one element.
    fileprivate struct Element {
        var known: Operation.Point?
        var lastPresent: Operation.Point?
        var lastAbsent: Operation.Point?
    }

    init(_ history: [Operation]) {
        var elements: [Int: Element] = [:]
        var twice: Set<Int> = []
        var strange: Set<Int> = []
        for operation in history {
            if let element = operation.written {
                elements[element] = Element(
                    known: operation.answer == nil ? nil : operation.completed)
            } else if let read = operation.read {
                var seen: Set<Int> = []
                for element in read where !seen.insert(element).inserted { twice.insert(element) }
                strange.formUnion(seen.filter { elements[$0] == nil })
                for element in elements.keys {
                    elements[element]?.note(operation, shows: seen.contains(element))
                }
            }
        }
        attempts = elements.count
        duplicated = twice.sorted()
        invented = strange.sorted()
        for (number, element) in elements.sorted(by: { $0.key < $1.key }) {
            judge(number, element)
        }
        latencies.sort()
    }

    private mutating func judge(_ number: Int, _ element: Element) {
        let present = element.lastPresent?.index ?? -1
        let absent = element.lastAbsent?.index ?? -1
        if element.lastPresent != nil, absent < present {
            let start = element.known?.time ?? 0
            let latency = max(0, (element.lastAbsent.map { $0.time + 1 } ?? 0) - start) / 1_000_000
            stable.append(number)
            latencies.append(latency)
            if latency > 0 { stale.append(number) }
        } else if let known = element.known, present < absent, known.index < absent {
            lost.append(number)
        } else {
            neverRead.append(number)
        }
    }

    /// Whether nothing is wrong but that reads were stale.
    var isValid: Bool {
        lost.isEmpty && duplicated.isEmpty && invented.isEmpty && !stable.isEmpty
    }

    /// The latency that this part of the stable elements has at most.
    func latency(quantile: Double) -> Int64 {
        guard !latencies.isEmpty else { return 0 }
        return latencies[min(latencies.count - 1, Int(Double(latencies.count) * quantile))]
    }
}

extension SetChecker.Element {
    fileprivate mutating func note(_ read: Operation, shows isPresent: Bool) {
        if isPresent {
            known = known ?? read.completed
            if (lastPresent?.index ?? -1) < read.invoked.index { lastPresent = read.invoked }
        } else if (lastAbsent?.index ?? -1) < read.invoked.index {
            lastAbsent = read.invoked
        }
    }
}

extension Operation {
    /// The element that it writes.
    fileprivate var written: Int? { (request["message"] ?? request["element"])?.integer }

    /// The elements that it has read.
    fileprivate var read: [Int]? {
        guard type == "read" else { return nil }
        return (answer?["messages"] ?? answer?["value"])?.array?.compactMap(\.integer)
    }
}
