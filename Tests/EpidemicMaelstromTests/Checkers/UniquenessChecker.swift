import EpidemicMaelstrom

/// Judges a history of identifiers: none is given out twice.
struct UniquenessChecker {
    private(set) var given = 0
    private(set) var twice: [JSONValue] = []

    init(_ history: [Operation]) {
        var seen: Set<JSONValue> = []
        for identifier in history.compactMap({ $0.answer?["id"] }) {
            given += 1
            if !seen.insert(identifier).inserted { twice.append(identifier) }
        }
    }

    var isValid: Bool { twice.isEmpty && given > 0 }
}
