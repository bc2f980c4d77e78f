import ClusterObservation
import TerminalUI

/// Nodes beside each other, time running down, messages as lines between sending and receiving.
///
/// Lamport, "Time, clocks, and the ordering of events in a distributed system" (1978), figure 1.
struct SpaceTimePanel: PanelView {
    @Shared var model: DashboardModel
    let theme: Theme

    /// The room for the diagram within the panel's frame.
    static func room(in area: Rectangle) -> Rectangle { area.inset(columns: 2, rows: 1) }

    /// The focused update, and how much time a row is.
    var titles: [StyledText] {
        let scale = text("\(model.timeScale.row) a row", .dim)
        guard let update = model.view?.focus?.update else { return [scale] }
        var long = text(Words.update(update), .strong)
        long.append(" · ", style: theme.style(.dim))
        long.append(scale)
        return [long, text(Words.update(update), .strong), scale]
    }

    /// Whether it follows the present, and which part of the nodes is seen.
    var notes: [StyledText] {
        guard let view = model.view else { return [] }
        let nodes = part.map { text($0 + " · ", .dim) } ?? StyledText()
        guard let held = model.spaceTime.held else {
            return [nodes + text("following", .dim), text("following", .dim), StyledText()]
        }
        let key = model.keyLabel(.last)
        let back = text("\(Words.age(view.time.now.since(held))) back · \(key) follows", .warning)
        return [nodes + back, back, text("\(key) follows", .warning)]
    }

    /// `n20–n39 of 100`, where not all nodes are in view.
    private var part: String? {
        guard let area = model.area(of: .spaceTime),
            let nodes = model.spaceTimeLayout(in: Self.room(in: area).size)?.nodes,
            nodes.range.count < nodes.count, let last = nodes.range.last
        else { return nil }
        return "\(model.name(of: NodeID(nodes.first)))–\(model.name(of: NodeID(last)))"
            + " of \(Words.grouped(nodes.count))"
    }

    /// What marks and heads mean.
    var footnotes: [StyledText] {
        guard let view = model.view else { return [] }
        let messages = MessageLegend(view: view, theme: theme).line
        let lost = text("\(Glyph.lost.unicode)", .linkCut) + text(" lost", .dim)
        let events = legend([
            (Glyph.marked.unicode, .logGain, "write"), (theme.glyph(.infected), .infected, "got"),
            (theme.glyph(.removed), .removed, "removed"), (theme.glyph(.down), .down, "killed"),
        ])
        let gap = text("  ", .dim)
        if let refusal = view.capabilities.refusal(of: .tellMessages) {
            let reason = text(refusal, .dim)
            return [events + gap + reason, reason, events]
        }
        return [events + gap + messages + gap + lost, messages + gap + lost, messages, lost]
    }

    private func legend(_ entries: [(Character, Role, String)]) -> StyledText {
        entries.reduce(into: StyledText()) { line, entry in
            if !line.isEmpty { line.append("  ", style: theme.style(.dim)) }
            line.append(String(entry.0), style: theme.style(entry.1))
            line.append(" " + entry.2, style: theme.style(.dim))
        }
    }

    private func text(_ text: String, _ role: Role) -> StyledText {
        StyledText(text, style: theme.style(role))
    }

    func target(at point: Point, in room: Rectangle) -> Target? {
        let layout = model.spaceTimeLayout(in: room.size)
        return layout?.node(at: point.column - room.column).map { .node($0) }
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        guard let view = model.view, let layout = model.spaceTimeLayout(in: room.size) else {
            return
        }
        let scene = SpaceTimeScene(
            model: _model, theme: theme, view: view, layout: layout, room: room)
        buffer.clipped(to: room) { buffer in
            scene.drawAxis(into: &buffer)
            scene.drawHeads(into: &buffer)
            guard let past = view.spaceTime else { return }
            scene.drawLifelines(of: past, into: &buffer)
            scene.drawMessages(of: past, into: &buffer)
            scene.drawMarks(of: past, into: &buffer)
            scene.drawCommands(of: past, into: &buffer)
        }
    }
}
