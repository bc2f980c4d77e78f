import Epidemic

// The workloads (Maelstrom, doc/workloads.md): what each request means for the table.

extension Participant {
    /// Carries out a request of a client.
    ///
    /// - Parameters:
    ///   - type: of the request.
    ///   - workload: whose bare read is meant; inferred from the requests where it is not known.
    /// - Returns: the body of the answer, without `in_reply_to`.
    /// - Throws: `RequestRefusal`; nothing was changed then.
    mutating func answer(
        _ type: String, _ body: JSONObject, workload: inout ReadWorkload?, now: Instant,
        into outbox: inout MaelstromOutbox
    ) throws(RequestRefusal) -> JSONObject {
        switch type {
        case "echo": return ["type": "echo_ok", "echo": try body.required("echo")]
        case "generate": return ["type": "generate_ok", "id": .string(nextIdentifier())]
        case "topology":
            workload = workload ?? .broadcast
            return try takeTopology(body)
        case "broadcast":
            workload = workload ?? .broadcast
            let element = TableKey.element(try body.required("message"))
            try write(element, "", now: now, into: &outbox)
            return ["type": "broadcast_ok"]
        case "add" where body["element"] != nil:
            workload = workload ?? .gSet
            let element = TableKey.element(try body.required("element"))
            try write(element, "", now: now, into: &outbox)
            return ["type": "add_ok"]
        case "add":
            workload = workload ?? .pnCounter
            try add(body, workload, now: now, into: &outbox)
            return ["type": "add_ok"]
        case "read" where body["key"] != nil: return try readStored(body)
        case "read": return try read(workload)
        case "write":
            let key = TableKey.stored(try body.required("key"))
            try write(key, Value(try body.required("value").text), now: now, into: &outbox)
            return ["type": "write_ok"]
        case "cas":
            try compareAndSet(body, now: now, into: &outbox)
            return ["type": "cas_ok"]
        case "txn": return try carryOut(body, now: now, into: &outbox)
        default: throw .notSupported("there is nothing here that answers \"\(type)\"")
        }
    }

    private mutating func takeTopology(_ body: JSONObject) throws(RequestRefusal) -> JSONObject {
        guard let topology = try body.required("topology").object else {
            throw .malformed("topology must be an object of lists of names")
        }
        if let names = topology[roster.names[roster.own]]?.array {
            take(neighbours: names.compactMap(\.string))
        }
        return ["type": "topology_ok"]
    }

    // MARK: Counters

    private mutating func add(
        _ body: JSONObject, _ workload: ReadWorkload?, now: Instant,
        into outbox: inout MaelstromOutbox
    ) throws(RequestRefusal) {
        guard let delta = try body.required("delta").integer else {
            throw .malformed("delta must be a whole number of 64 bits")
        }
        guard workload != .gCounter || delta >= 0 else {
            throw .malformed("delta \(delta) must not be negative: a g-counter only grows")
        }
        let (count, overflow) = contents.count(of: life).addingReportingOverflow(delta)
        guard !overflow else { throw .abort("a node counts to 64 bits, and no further") }
        try write(.count(life: life), Value("\(count)"), now: now, into: &outbox)
    }

    // MARK: Bare reads

    private func read(_ workload: ReadWorkload?) throws(RequestRefusal) -> JSONObject {
        switch workload ?? evident {
        case .broadcast: return ["type": "read_ok", "messages": .array(contents.elements)]
        case .gSet: return ["type": "read_ok", "value": .array(contents.elements)]
        case .gCounter, .pnCounter: return ["type": "read_ok", "value": .integer(contents.sum)]
        case nil:
            throw .unavailable(
                "nothing was written yet, so it is not known whether a set or a counter is read; say "
                    + "--workload")
        }
    }

    /// The workload that what others wrote is of.
    private var evident: ReadWorkload? {
        if !contents.elements.isEmpty { return .gSet }
        return contents.hasCounts ? .pnCounter : nil
    }

    // MARK: A store that is not linearizable

    private func readStored(_ body: JSONObject) throws(RequestRefusal) -> JSONObject {
        let key = try body.required("key")
        guard let value = contents.stored(key) else { throw .noKey(key) }
        return ["type": "read_ok", "value": value]
    }

    private mutating func compareAndSet(
        _ body: JSONObject, now: Instant, into outbox: inout MaelstromOutbox
    ) throws(RequestRefusal) {
        let key = try body.required("key")
        let from = try body.required("from")
        let to = try body.required("to")
        guard let value = contents.stored(key) else { throw .noKey(key) }
        guard value == from else {
            throw RequestRefusal(
                code: .preconditionFailed,
                text: "\(key.text) is \(value.text), and not \(from.text)")
        }
        try write(.stored(key), Value(to.text), now: now, into: &outbox)
    }

    // MARK: Transactions

    /// Carries out a transaction at once, on what is held here: read uncommitted.
    ///
    /// What it writes to a register more than once is written once, with the last value; and all of its
    /// writes bear one stamp, so that no two transactions overwrite each other in both orders (no G0).
    private mutating func carryOut(
        _ body: JSONObject, now: Instant, into outbox: inout MaelstromOutbox
    ) throws(RequestRefusal) -> JSONObject {
        guard let list = try body.required("txn").array else {
            throw .malformed("txn must be a list of steps")
        }
        var steps: [TransactionStep] = []
        for step in list { steps.append(try TransactionStep(step)) }
        var written: [(name: JSONValue, value: JSONValue)] = []
        var results: [JSONValue] = []
        for step in steps {
            switch step {
            case .read(let name):
                let own = written.last { $0.name == name }?.value
                results.append(.array(["r", name, own ?? contents.register(name)]))
            case .write(let name, let value):
                results.append(.array(["w", name, value]))
                written.removeAll { $0.name == name }
                written.append((name, value))
            }
        }
        let stamp = JSONValue.integer(contents.stamp + 1)
        for (name, value) in written {
            try write(
                .register(name, life: life), Value(JSONValue.array([stamp, value]).text),
                now: now, into: &outbox)
        }
        return ["type": "txn_ok", "txn": .array(results)]
    }
}

extension JSONObject {
    /// The value of a member that a request must have.
    ///
    /// - Throws: `RequestRefusal`.
    fileprivate func required(_ name: String) throws(RequestRefusal) -> JSONValue {
        guard let value = self[name] else { throw .malformed("the request lacks \"\(name)\"") }
        return value
    }
}

extension RequestRefusal {
    fileprivate static func noKey(_ key: JSONValue) -> RequestRefusal {
        RequestRefusal(code: .keyDoesNotExist, text: "\(key.text) was never written here")
    }
}
