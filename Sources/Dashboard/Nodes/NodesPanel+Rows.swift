import ClusterObservation
import TerminalUI

extension NodesPanel {
    /// The texts of a row; one that the last view did not hold yet shows that it is coming.
    func cells(of status: ReplicaStatus?) -> [StyledText] {
        guard let status else { return [StyledText(), text("…", .dim)] }
        let dot = status.dot
        let lead = [pointer(to: dot.node), text(dot.name, dot.condition.isDown ? .dim : .strong)]
        switch dot.condition {
        case .down:
            return lead + [state(of: dot)]
        case .up, .arriving, .frozen:
            return lead + [state(of: dot)] + numbers(of: status)
        }
    }

    private func numbers(of status: ReplicaStatus) -> [StyledText] {
        let mark = Role.roots[status.dot.rootMark % Role.roots.count]
        var root = text("\(theme.glyph(mark))", mark)
        root.append(" " + status.root.prefix(4), style: theme.style(.text))
        return [
            text(model.lives.text(status.clock), .dataClock),
            text("\(status.keys)", .dataNumber),
            text(
                Words.grouped(status.cacheFill) + "/" + Words.grouped(status.cacheLength),
                .dataNumber),
            status.hotRumors > 0 ? text("\(status.hotRumors)", .infected) : text("0", .dim),
            root, rate(status.sentPerSecond), rate(status.receivedPerSecond),
            exchange(status.lastExchange),
        ]
    }

    private func rate(_ perSecond: Double) -> StyledText {
        text(Words.rate(perSecond), perSecond < 0.05 ? .dim : .dataNumber)
    }

    /// How long ago, and with whom.
    private func exchange(_ last: ReplicaStatus.LastExchange?) -> StyledText {
        guard let last, let now = model.view?.time.now else { return text("–", .dim) }
        let age = TimeSpan(nanoseconds: now.nanoseconds - last.moment.nanoseconds)
        return text("\(Words.age(age)) \(model.name(of: last.partner))", .dim)
    }

    /// A node that is down has no numbers; since when it is down stands in their place.
    func drawDown(
        since moment: Moment, in line: Rectangle, of table: Table, into buffer: inout CellBuffer
    ) {
        guard let clock = table.layout(in: line.columns).first(where: { $0.index == 3 }) else {
            return
        }
        let start = Point(column: line.column + clock.start, row: line.row)
        let background = buffer[start.column, start.row].style
        buffer.put(
            "down since \(Words.clock(moment))", at: start,
            style: theme.style(.down).over(background),
            maxColumns: line.endColumn - start.column)
    }

    private func pointer(to node: NodeID) -> StyledText {
        if node == model.marked { return text("\(theme.glyph(.marked))", .marked) }
        return node == model.selected ? text("\(Glyph.selected.unicode)", .strong) : StyledText()
    }

    private func state(of dot: NodeDot) -> StyledText {
        let look = NodeLook(dot)
        return text("\(look.glyph(in: theme)) \(look.letter)", look.role)
    }

    func text(_ text: String, _ role: Role) -> StyledText {
        StyledText(text, style: theme.style(role))
    }
}
