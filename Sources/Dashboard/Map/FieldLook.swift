import ClusterObservation
import TerminalUI

/// How a cell looks that stands for one node or several: infected wherever somebody is, else as most are;
/// a small glyph where fewer than all others agree.
struct FieldLook: Hashable {
    let role: Role
    let glyph: Glyph

    init(_ cell: FieldCell) {
        let live = cell.nodes - cell.down
        if cell.nodes > 0, live == 0 {
            self.init(.down, .down)
        } else if cell.infected > 0 {
            self.init(.infected, 2 * cell.infected >= live ? .infected : .fewInfected)
        } else if cell.removed > cell.susceptible {
            self.init(.removed, cell.removed == live ? .removed : .mostRemoved)
        } else if cell.susceptible > 0 {
            self.init(.susceptible, cell.susceptible == live ? .susceptible : .mostSusceptible)
        } else {
            self.init(.dim, .susceptible)
        }
    }

    private init(_ role: Role, _ glyph: Glyph) {
        self.role = role
        self.glyph = glyph
    }
}

extension FieldCell {
    mutating func add(_ other: FieldCell) {
        susceptible += other.susceptible
        infected += other.infected
        removed += other.removed
        down += other.down
        plain += other.plain
    }
}
