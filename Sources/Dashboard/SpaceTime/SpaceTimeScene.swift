import ClusterObservation
import TerminalUI

/// Draws a space–time diagram.
struct SpaceTimeScene {
    @Shared var model: DashboardModel
    let theme: Theme
    let view: ClusterView
    let layout: SpaceTimeLayout
    let room: Rectangle

    /// The rows for times.
    private var body: Rectangle { room.splitTop(layout.headRows).rest }
    /// How many of them have begun.
    private var begun: Int { min(layout.rows, layout.row(of: view.time.now) + 1) }

    /// A cell of the diagram on the screen.
    func point(column: Int, row: Int) -> Point {
        Point(column: room.column + column, row: body.row + row)
    }

    /// The names of the nodes with their states; that of the selected one lies on its colour.
    func drawHeads(into buffer: inout CellBuffer) {
        for (place, label) in layout.labels.enumerated() {
            let node = NodeID(layout.nodes.first + place)
            let column = room.column + layout.axisColumns + place * layout.pitch
            let look = model.dot(of: node).map(NodeLook.init) ?? NodeLook.state(nil)
            let isChosen = node == model.selected
            let isBeside = layout.headRows == 1
            buffer.put(
                look.glyph(in: theme), at: Point(column: column, row: body.row - 1),
                style: theme.style(look.role))
            let name = Rectangle(
                column: column + (isBeside ? 2 : 0), row: room.row, columns: label.displayColumns,
                rows: 1)
            let style = node == model.marked ? theme.style(.marked) : theme.style(.text)
            buffer.put(label, at: name.origin, style: isChosen ? theme.style(.strong) : style)
            if isChosen { buffer.highlight(name, with: theme.style(selectionRole)) }
        }
    }

    private var selectionRole: Role { model.panel == .spaceTime ? .selection : .selectionIdle }

    /// Moments at the left, and a faint line wherever a round begins.
    func drawAxis(into buffer: inout CellBuffer) {
        let rounds = RoundMarks(view)
        let line = theme.style(.plotAxis).ink
        for row in 0..<begun {
            let moment = layout.moment(ofRow: row)
            buffer.put(
                Glyph.vertical.unicode, at: point(column: layout.axisColumns - 2, row: row),
                style: line)
            if let round = rounds?.round(beginningIn: moment..<moment.later(by: layout.scale.row)) {
                let rule = Rectangle(
                    column: room.column + layout.axisColumns - 2, row: body.row + row,
                    columns: room.columns - layout.axisColumns + 2, rows: 1)
                buffer.fill(
                    rule, with: Glyph.dashedHorizontal.unicode,
                    style: theme.style(.plotGrid).ink)
                buffer.put(Glyph.teeLeft.unicode, at: rule.origin, style: line)
                label(SpaceTimeLayout.label(ofRound: round), at: row, role: .text, into: &buffer)
            } else if (layout.top + Int64(row)) % 5 == 0 {
                let stamp = Words.stamp(moment, digits: layout.scale.digits)
                label(stamp, at: row, role: .plotLabel, into: &buffer)
            }
        }
    }

    private func label(_ text: String, at row: Int, role: Role, into buffer: inout CellBuffer) {
        let text = text.fitted(toColumns: layout.axisColumns - 2, alignment: .right)
        buffer.put(text, at: point(column: 0, row: row), style: theme.style(role))
    }

    /// What somebody did to the whole cluster, in words at the right.
    func drawCommands(of past: SpaceTime, into buffer: inout CellBuffer) {
        for event in past.events where event.place == nil && event.kind.isTold {
            let row = layout.row(of: event.moment)
            guard event.kind.command != nil, (0..<begun).contains(row) else { continue }
            let isNews = model.stepMark?.isNew(event) ?? false
            let words = StyledText(
                " \(LogSentence(event, model: _model).text) ",
                style: theme.style(isNews ? .selection : .logCommand))
            let columns = min(words.displayColumns, room.columns - layout.axisColumns - 1)
            buffer.put(
                words, at: point(column: room.columns - columns, row: row), maxColumns: columns)
        }
    }

    /// A line for every node, in the colour of its state; that of the selected one is heavy.
    func drawLifelines(of past: SpaceTime, into buffer: inout CellBuffer) {
        let lines = Lifelines(past.events, model: model, layout: layout)
        for (place, index) in layout.nodes.range.enumerated() {
            let isChosen = index == model.selected.index
            for row in 0..<begun {
                let column = layout.axisColumns + place * layout.pitch
                let (glyph, role) = look(
                    lines.life(of: place, row: row), lines.state(of: place, row: row),
                    isChosen: isChosen)
                buffer.put(
                    glyph.unicode, at: point(column: column, row: row),
                    style: theme.style(role).ink)
            }
        }
    }

    private func look(
        _ life: Lifelines.Life, _ state: NodeState?, isChosen: Bool
    ) -> (Glyph, Role) {
        switch life {
        case .down: (.middleDot, .border)
        case .frozen: (.dashedVertical, .frozen)
        case .arriving: (.dashedVertical, .arriving)
        case .up:
            (isChosen ? .heavyVertical : .vertical, state.map { NodeLook.state($0).role } ?? .dim)
        }
    }
}
