import EpidemicMaelstrom

/// What clients ask while a run lasts, and what is done to the nodes meanwhile.
struct Load {
    /// What is asked.
    enum Workload: Sendable {
        case broadcast, gSet, gCounter, pnCounter, uniqueIDs, registers, store
    }

    var workload = Workload.broadcast
    /// Requests in a second, on average.
    var rate = 100.0
    var seconds = 20.0
    /// How long a partition lasts, and how long there is none, on average; nil without any.
    var partitions: Double?
    /// How long there is no crash, on average; nil without any.
    var crashes: Double?
    /// Whether it ends with reads of all nodes.
    var endsWithReads = true

    /// The time in which nothing is asked, before the last reads.
    static let quiet: Int64 = 10_000_000_000
}

extension Bench {
    /// Runs a load on the nodes, heals everything, waits, and reads from all of them.
    ///
    /// - Returns: elements that crashes may have destroyed: acknowledged, and at that moment on no other node.
    mutating func run(_ load: Load) throws -> Set<Int> {
        let end = now + Int64(load.seconds * 1e9)
        var written = 0
        var endangered: Set<Int> = []
        var request = next(1 / load.rate)
        var partition = load.partitions.map { next($0) } ?? .max
        var crash = load.crashes.map { next($0) } ?? .max
        var isParted = false
        while min(request, partition, crash) < end {
            run(until: min(request, partition, crash))
            if now == request {
                ask(draw(below: names.count), body(of: load.workload, &written))
                request = next(1 / load.rate)
            }
            if now == partition, let mean = load.partitions {
                isParted.toggle()
                let cut = Cut.allCases[draw(below: Cut.allCases.count)]
                isCut =
                    isParted
                    ? cut.blocks(drawn: draw(below: names.count), among: names.count)
                    : { _, _ in false }
                partition = next(mean)
            }
            if now == crash, let mean = load.crashes {
                let victim = draw(below: names.count)
                endangered.formUnion(held(onlyBy: victim))
                try self.crash(victim)
                crash = next(mean)
            }
        }
        run(until: end)
        isCut = { _, _ in false }
        run(until: now + Load.quiet)
        if load.endsWithReads {
            for place in names.indices { ask(place, ["type": "read"], isFinal: true) }
        }
        return endangered
    }

    /// A moment after now: evenly between now and twice the mean, as the workbench staggers requests.
    private mutating func next(_ mean: Double) -> Int64 {
        now + 1 + Int64(draw() * 2 * mean * 1e9)
    }

    /// The elements that this node holds and no other.
    private mutating func held(onlyBy place: Int) -> Set<Int> {
        func elements(_ place: Int) -> Set<Int> {
            let body = answer(of: place, to: ["type": "read"])
            return Set((body?["messages"] ?? body?["value"])?.array?.compactMap(\.integer) ?? [])
        }
        var own = elements(place)
        for other in names.indices where other != place && !own.isEmpty {
            own.subtract(elements(other))
        }
        return own
    }

    private mutating func body(
        of workload: Load.Workload, _ written: inout Int
    ) -> JSONObject {
        let isRead = draw(below: 2) == 0
        switch workload {
        case .uniqueIDs: return ["type": "generate"]
        case .registers: return transaction(&written)
        case .store: return storeRequest(&written)
        case .broadcast, .gSet, .gCounter, .pnCounter: break
        }
        guard !isRead else { return ["type": "read"] }
        written += 1
        switch workload {
        case .gSet: return ["type": "add", "element": .integer(written - 1)]
        case .gCounter: return ["type": "add", "delta": .integer(draw(below: 5))]
        case .pnCounter: return ["type": "add", "delta": .integer(draw(below: 10) - 5)]
        case .broadcast, .uniqueIDs, .registers, .store:
            return ["type": "broadcast", "message": .integer(written - 1)]
        }
    }

    /// Up to four steps on a few registers; a value is written once.
    private mutating func transaction(_ written: inout Int) -> JSONObject {
        var steps: [JSONValue] = []
        for _ in 0...draw(below: 4) {
            let key = JSONValue.integer(draw(below: 6))
            if draw(below: 2) == 0 {
                steps.append(.array(["r", key, .null]))
            } else {
                written += 1
                steps.append(.array(["w", key, .integer(written)]))
            }
        }
        return ["type": "txn", "txn": .array(steps)]
    }

    private mutating func storeRequest(_ written: inout Int) -> JSONObject {
        let key = JSONValue.integer(draw(below: 3))
        switch draw(below: 3) {
        case 0: return ["type": "read", "key": key]
        case 1:
            written += 1
            return ["type": "write", "key": key, "value": .integer(written % 5)]
        default:
            return [
                "type": "cas", "key": key, "from": .integer(draw(below: 5)),
                "to": .integer(draw(below: 5)),
            ]
        }
    }
}
