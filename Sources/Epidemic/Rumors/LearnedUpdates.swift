/// What a replica learned since its last round began.
///
/// Contacts are judged against what their receiver knew at the beginning of its own last round, so
/// what it learned since then is still news to it: of two pushes that reach a susceptible node within
/// one of its rounds, both were useful (PROTOCOL.md §2).
struct LearnedUpdates: Sendable {
    private var few = Few<UpdateID>()
    private var many: Set<UpdateID> = []

    private static let fewMax = 16

    /// To be asked first where it matters: most often there is nothing, and nothing need be copied.
    @inline(__always) var isEmpty: Bool { few.isEmpty }

    func contains(_ id: UpdateID) -> Bool {
        !few.isEmpty && (few.contains(id) || !many.isEmpty && many.contains(id))
    }

    mutating func insert(_ id: UpdateID) {
        if few.count < Self.fewMax { few.append(id) } else { many.insert(id) }
    }

    @inline(__always) mutating func removeAll() {
        few.removeAll()
        if !many.isEmpty { many = [] }
    }
}
