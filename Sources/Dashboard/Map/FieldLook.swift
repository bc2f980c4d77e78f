import ClusterObservation
import TerminalUI

/// How a cell looks that stands for one node or several: where anybody is infected, the shade says how
/// large a part; else as most are, with a small glyph where not all others agree.
struct FieldLook: Hashable {
    let role: Role
    let glyph: Glyph

    init(_ cell: FieldCell) {
        let live = cell.nodes - cell.down
        if cell.nodes > 0, live == 0 {
            self.init(.down, .down)
        } else if cell.infected > 0 {
            self.init(.infected, Self.shade(of: cell.infected, among: live))
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

    /// Up to a quarter, up to a half, more, and all.
    private static func shade(of infected: Int, among live: Int) -> Glyph {
        if infected == live { return .infected }
        if 4 * infected <= live { return .light }
        return 2 * infected <= live ? .medium : .dark
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
