import Epidemic

/// What the table says in the words of the workloads: a fold over every update that won in it.
///
/// The order in which updates come changes nothing but the order of the elements.
struct Contents: Hashable, Sendable {
    /// The elements of the set, in the order in which they came.
    private(set) var elements: [JSONValue] = []
    /// The sum of all counts.
    private(set) var sum: Int128 = 0
    private var known: Set<JSONValue> = []
    private var counts: [String: Int] = [:]
    private var registers: [JSONValue: Written] = [:]
    private var stored: [JSONValue: JSONValue] = [:]
    /// The highest stamp of any write of a register.
    private(set) var stamp = 0

    /// The last write of a register: the one with the highest stamp, and among those with one stamp that of
    /// the life that sorts last. All writes of a transaction have one stamp, so two transactions stand in one
    /// order on every register.
    private struct Written: Hashable {
        let stamp: Int
        let life: String
        let value: JSONValue

        func isLater(than other: Written) -> Bool {
            (stamp, life) > (other.stamp, other.life)
        }
    }

    /// Whether anybody has counted.
    var hasCounts: Bool { !counts.isEmpty }

    /// What a life has counted.
    func count(of life: String) -> Int { counts[life] ?? 0 }

    /// The value of a register; null where it was never written.
    func register(_ name: JSONValue) -> JSONValue { registers[name]?.value ?? .null }

    /// The value of a key of the store; nil where there is none.
    func stored(_ name: JSONValue) -> JSONValue? { stored[name] }

    /// An update won.
    mutating func note(_ update: Update) {
        guard let key = TableKey(update.key), let value = update.content.value else { return }
        switch key {
        case .element(let element):
            if known.insert(element).inserted { elements.append(element) }
        case .count(let life):
            guard let count = Int("\(value)") else { return }
            sum += Int128(count) - Int128(counts[life] ?? 0)
            counts[life] = count
        case .register(let name, let life):
            guard let pair = (try? JSONValue(parsing: value.bytes))?.array, pair.count == 2,
                let stamp = pair[0].integer
            else { return }
            self.stamp = max(self.stamp, stamp)
            let written = Written(stamp: stamp, life: life, value: pair[1])
            guard registers[name].map(written.isLater) ?? true else { return }
            registers[name] = written
        case .stored(let name): stored[name] = try? JSONValue(parsing: value.bytes)
        }
    }
}
