import ClusterObservation
import TerminalUI

extension InspectorPanel {
    /// The tree of who got the followed update from whom.
    func journey(in range: Range<Int>) -> InspectorContent {
        let tree = model.inspector.journey
        let lines = tree?.lines ?? []
        let folded = tree?.isFolded ?? false
        return InspectorContent(
            columns: [
                TableColumn("who got it from whom", width: 24, priority: 9, growth: 1),
                TableColumn("by", width: 14, priority: 8),
                TableColumn("hops", width: 4, alignment: .right, priority: 5),
                TableColumn("round", width: 6, alignment: .right, priority: 6),
                TableColumn("time", width: 7, alignment: .right, priority: 4),
                TableColumn(
                    folded ? "below" : "told", width: 6, alignment: .right, priority: 3),
            ],
            rows: lines[range.clamped(to: lines.indices)].map(row),
            absence: "nothing is known of its way: choose one of the latest updates")
    }

    private func row(of line: JourneyTree.Line) -> [StyledText] {
        let infection = line.infection
        let isHere = infection.node == model.selected
        var name = branches(of: line)
        let look = model.dot(of: infection.node).map { NodeLook($0) }
        let style = theme.style(look?.role ?? .text)
        name.append("\(look?.glyph(in: theme) ?? Glyph.middleDot.unicode) ", style: style)
        name.append(
            model.name(of: infection.node),
            style: theme.style(line.isOnPath ? .strong : .text))
        if isHere { name.append(" ◂", style: theme.style(.strong)) }
        return [
            name, layer(of: infection), text("\(infection.hops)", .dim),
            text(Words.fixed(infection.round, decimals: 1), .dataNumber),
            text(Words.stamp(infection.moment), .dim),
            text(line.below == 0 ? "" : Words.short(line.below), .dim),
        ]
    }

    /// Lines from those above; heavy on the way to the node that is looked at.
    private func branches(of line: JourneyTree.Line) -> StyledText {
        var text = StyledText()
        let faint = theme.style(.border)
        for goesOn in line.branches.dropLast() {
            text.append(goesOn ? "│ " : "  ", style: faint)
        }
        guard let goesOn = line.branches.last else { return text }
        text.append(goesOn ? "├" : "╰", style: faint)
        let dash = line.isOnPath ? Glyph.heavyHorizontal : Glyph.horizontal
        text.append("\(dash.unicode)", style: line.isOnPath ? theme.style(.strong) : faint)
        return text
    }

    private func layer(of infection: Infection) -> StyledText {
        guard let layer = infection.layer else { return text("written here", .dim) }
        var line = text("\(theme.glyph(layer.role)) ", layer.role)
        line.append(Words.layer(layer), style: theme.style(.text))
        return line
    }
}

extension SpreadingLayer {
    /// How a message of the layer looks.
    var role: Role {
        switch self {
        case .rumor: .rumor
        case .mail: .mail
        case .cache: .cache
        case .antiEntropy: .antiEntropy
        }
    }
}

extension InspectorPanel {
    /// Which update it is, and how many hops it took to here.
    var journeySummary: String {
        let followed = model.inspector.followed ?? model.focus
        let update = model.view?.updates.first { $0.id == followed }.map(Words.update)
        guard let tree = model.inspector.journey else { return update ?? "" }
        let way = tree.hops.map { Words.count($0, "hop") } ?? "not here yet"
        return [update, way].compactMap { $0 }.joined(separator: " · ")
    }
}
