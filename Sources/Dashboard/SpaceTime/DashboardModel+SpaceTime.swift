import ClusterObservation
import TerminalUI

extension DashboardModel {
    /// More lines than these are a fog.
    private static let spaceTimeMax = 600

    /// How much time a row of the diagram is.
    var timeScale: TimeScale {
        spaceTime.scale ?? TimeScale(for: view?.network?.latency ?? .zero)
    }

    /// Where nodes and moments stand in a room; nil while nothing is known or there is no room.
    func spaceTimeLayout(in room: Size) -> SpaceTimeLayout? {
        guard view != nil, nodeCount > 0, room.columns > 0, room.rows > 2 else { return nil }
        return SpaceTimeLayout(model: self, room: room)
    }

    private var spaceTimeLayout: SpaceTimeLayout? {
        area(of: .spaceTime).flatMap { spaceTimeLayout(in: SpaceTimePanel.room(in: $0).size) }
    }

    /// What can be seen, and a screen before and after it: it tells what the nodes were like.
    func addSpaceTime(to interest: inout Interest) {
        guard let layout = spaceTimeLayout else { return }
        let margin = layout.times.upperBound.since(layout.times.lowerBound)
        let from = layout.times.lowerBound.nanoseconds - margin.nanoseconds
        interest.spaceTime = SpaceTimeWindow(
            from: Moment(nanoseconds: max(0, from)), to: layout.times.upperBound.later(by: margin),
            nodes: layout.nodes.range)
        interest.spaceTimeMax = Self.spaceTimeMax
        Self.add(names: layout.nodes.range, to: &interest)
    }

    /// Up and down go through time, left and right select the nodes beside.
    mutating func moveInSpaceTime(_ movement: Movement) {
        let page = max(1, (spaceTimeLayout?.rows ?? 1) - 2)
        switch movement {
        case .left: select(selected.index - 1)
        case .right: select(selected.index + 1)
        case .up: goThroughTime(rows: -1)
        case .down: goThroughTime(rows: 1)
        case .pageUp: goThroughTime(rows: -page)
        case .pageDown: goThroughTime(rows: page)
        case .first: goThroughTime(rows: .min)
        case .last: spaceTime.held = nil
        }
    }

    /// Holds the diagram so many rows further on; at the present it follows again.
    private mutating func goThroughTime(rows: Int) {
        guard let view, let layout = spaceTimeLayout else { return }
        let row = layout.scale.row
        let oldest = view.spaceTime?.remembersFrom ?? .zero
        let first = oldest.nanoseconds / row.nanoseconds + Int64(layout.rows) - 1
        let present = view.time.now.nanoseconds / row.nanoseconds
        let held = (spaceTime.held ?? view.time.now).nanoseconds / row.nanoseconds
        let wanted = rows == .min ? first : max(first, held + Int64(rows))
        spaceTime.held = wanted < present ? Moment(nanoseconds: wanted * row.nanoseconds) : nil
    }

    /// Shows less time in a row, or more; what is in the lowest row stays there.
    mutating func changeTimeScale(to scale: TimeScale) {
        guard scale != timeScale else {
            notice = Notice(text: "\(scale.row) a row is as far as it goes", kind: .refusal)
            return
        }
        spaceTime.scale = scale
    }

    /// Lets the diagram follow the selected node, and the present when time was turned back.
    mutating func revealInSpaceTime() {
        if let now = view?.time.now, let held = spaceTime.held, now <= held {
            spaceTime.held = nil
        }
        if let layout = spaceTimeLayout { spaceTime.left = layout.nodes.first }
    }
}
