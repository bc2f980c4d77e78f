/// The states of one depth, in the parts of a `StateTable` that they were taken into.
struct Frontier: Sendable {
    /// The states of every part, in the order of their numbers.
    private var parts: [[ExploredState]]
    /// Of every part, the place of the first of them.
    private let firsts: [Int]

    /// States of one part that stand beside each other.
    struct Piece: Sendable {
        let part: Int
        let range: Range<Int>
    }

    /// How many states a piece has at most; it does not depend on the number of jobs, for the order in which
    /// states are met follows from it.
    private static let pieceLength = 512

    /// No states yet; what is taken into the table from now on belongs here.
    init(after states: StateTable) {
        parts = Array(repeating: [], count: StateTable.partCount)
        firsts = (0..<StateTable.partCount).map { states.count(of: $0) }
    }

    /// Puts in the states that were taken into a part, in that order.
    mutating func append(_ states: [ExploredState], to part: Int) {
        if parts[part].isEmpty { parts[part] = states } else { parts[part] += states }
    }

    /// All pieces, in order.
    var pieces: [Piece] {
        parts.indices.flatMap { part in
            stride(from: 0, to: parts[part].count, by: Self.pieceLength).map {
                Piece(part: part, range: $0..<min($0 + Self.pieceLength, parts[part].count))
            }
        }
    }

    /// The state at a place of a piece's part.
    func state(_ place: Int, of piece: Piece) -> ExploredState { parts[piece.part][place] }

    /// The number of the state at a place of a piece's part.
    func number(_ place: Int, of piece: Piece) -> UInt32 {
        StateTable.number(firsts[piece.part] + place, in: piece.part)
    }
}
