/// One kind of partition: who does not hear whom.
enum Cut: Hashable, CaseIterable {
    /// One node hears nobody and is heard by nobody.
    case one
    /// Two halves.
    case halves
    /// Everybody hears half of the others: those who are near on a ring.
    case ring

    /// Which messages do not arrive.
    func blocks(drawn seed: Int, among nodes: Int) -> (Int, Int) -> Bool {
        let turn = { (place: Int) in (place + seed) % nodes }
        switch self {
        case .one: return { ($0 == seed % nodes) != ($1 == seed % nodes) }
        case .halves: return { (turn($0) * 2 < nodes) != (turn($1) * 2 < nodes) }
        case .ring:
            return { source, destination in
                let way = (turn(source) - turn(destination) + nodes) % nodes
                return min(way, nodes - way) > nodes / 4
            }
        }
    }
}
