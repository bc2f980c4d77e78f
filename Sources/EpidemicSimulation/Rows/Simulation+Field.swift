import ClusterObservation
import Epidemic

extension Simulation {
    /// The states of equal stretches of the roster: c of C holds places c·n/C ..< (c+1)·n/C. Reads a few
    /// bytes of every node.
    ///
    /// - Parameter focus: the place of the focused update.
    func field(cells wanted: Int, focus: Int?) -> [FieldCell] {
        let cells = min(wanted, nodes.count)
        var lying = down[...]
        return (0..<max(0, cells)).map { cell in
            let stretch = cell * nodes.count / cells..<(cell + 1) * nodes.count / cells
            let down = lying.prefix { $0 < stretch.upperBound }.count
            lying = lying.dropFirst(down)
            guard let focus else { return FieldCell(down: down, plain: stretch.count - down) }
            let states = spreads.counts(of: stretch, focus)
            // One that is down is kept as susceptible.
            return FieldCell(
                susceptible: states[Int(EpidemicState.susceptible.rawValue)]
                    + states[Int(EpidemicState.undone.rawValue)] - down,
                infected: states[Int(EpidemicState.infected.rawValue)],
                removed: states[Int(EpidemicState.removed.rawValue)]
                    + states[Int(EpidemicState.superseded.rawValue)]
                    + states[Int(EpidemicState.forgotten.rawValue)],
                down: down)
        }
    }
}
