/// Who is whose neighbour, as the workbench offers it to broadcasts (Maelstrom, doc/03-broadcast).
enum OfferedTopology: String, CaseIterable, Sendable {
    case grid, line, tree, total

    /// The places of each node's neighbours.
    func neighbours(of place: Int, among nodes: Int) -> [Int] {
        switch self {
        case .grid:
            let side = (1...nodes).first { $0 * $0 >= nodes } ?? 1
            let (row, column) = (place / side, place % side)
            return [(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)]
                .filter { $0.0 >= 0 && (0..<side).contains($0.1) }
                .map { $0.0 * side + $0.1 }.filter { $0 < nodes }
        case .line: return [place - 1, place + 1].filter { (0..<nodes).contains($0) }
        case .tree:
            let parent = place > 0 ? [(place - 1) / 2] : []
            return parent + [2 * place + 1, 2 * place + 2].filter { $0 < nodes }
        case .total: return (0..<nodes).filter { $0 != place }
        }
    }
}
