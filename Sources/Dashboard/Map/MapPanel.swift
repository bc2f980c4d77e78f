import ClusterObservation
import TerminalUI

/// The nodes by topology, what each knows of the focused update, and the messages between them.
struct MapPanel: PanelView {
    @Shared var model: DashboardModel
    let theme: Theme

    /// The room for the nodes within the panel's frame.
    static func room(in area: Rectangle) -> Rectangle { area.inset(columns: 2, rows: 1) }

    private func scene(in room: Rectangle) -> MapScene? {
        guard let view = model.view, let layout = model.mapLayout else { return nil }
        return MapScene(view: view, layout: layout, room: room, names: model.nameColumns)
    }

    func target(at point: Point, in room: Rectangle) -> Target? {
        scene(in: room)?.node(at: point).map { .node($0) }
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        guard let scene = scene(in: room) else { return }
        buffer.clipped(to: room) { buffer in
            switch scene.layout.detail {
            case .labels, .glyphs, .points:
                drawEdges(of: scene, into: &buffer)
                drawFaults(of: scene, into: &buffer)
                clearBesideLabels(of: scene, into: &buffer)
                drawMessages(of: scene, into: &buffer)
                drawNodes(of: scene, into: &buffer)
            case .cells:
                drawField(of: scene, into: &buffer)
                drawMessages(of: scene, into: &buffer)
            }
            drawDrag(in: scene, into: &buffer)
        }
    }

    /// The focused update and who wrote it.
    var titles: [StyledText] {
        guard let update = model.view?.focus?.update else {
            let hint = "no update to follow yet: \(model.keyLabel(.update)) makes one"
            return [StyledText(hint, style: theme.style(.dim))]
        }
        var line = StyledText(Words.update(update), style: theme.style(.strong))
        let short = line
        line.append(" · \(model.lives.text(update.id))", style: theme.style(.dim))
        return [line, short]
    }

    /// How many nodes are in each state: with a bar, and without.
    var notes: [StyledText] {
        guard let focus = model.view?.focus else { return arriving.isEmpty ? [] : [arriving] }
        let counts = StateCounts(focus, nodes: model.nodeCount)
        let short = joined([counts.line(theme: theme), arriving])
        var long = short
        long.append("  ", style: theme.style(.border))
        long.append(counts.bar(columns: 16, theme: theme))
        return [long, short, counts.line(theme: theme), counts.shortLine(theme: theme)]
    }

    /// What the glyph of nodes that arrive means, where there are any.
    private var arriving: StyledText {
        guard model.view?.dots.contains(where: { $0.condition == .arriving }) == true else {
            return StyledText()
        }
        return StyledText(
            "\(theme.glyph(.arriving)) arriving", style: theme.style(.arriving))
    }

    /// What the glyphs of messages mean, what is wrong with links, and how much is under way.
    var footnotes: [StyledText] {
        guard let view = model.view else { return [] }
        let faults = LinkFaults(view: view, model: _model, theme: theme)
        let (long, short) = (faults.long, faults.short)
        guard view.tellsMessages else {
            return ((fieldLegends ?? []).flatMap { [[$0] + long, [$0] + short] } + [long, short])
                .map(joined)
        }
        let legends = fieldLegends ?? MessageLegend(view: view, theme: theme).lines
        let flying = Words.short(view.totals.messagesInFlight).fitted(
            toColumns: 4, alignment: .right)
        let flight = StyledText("\(flying) in flight", style: theme.style(.dim))
        let lines =
            legends.flatMap { [[$0] + long + [flight], [$0] + long] }
            + legends.map { [$0] + short } + [long + [flight], long, short]
        return lines.map(joined)
    }

    private func joined(_ texts: [StyledText]) -> StyledText {
        texts.filter { !$0.isEmpty }.reduce(into: StyledText()) { line, text in
            if !line.isEmpty { line.append(" ─ ", style: theme.style(.border)) }
            line.append(text)
        }
    }
}
