/// Where nodes begin around an ellipse, and which way they go.
struct Course: Hashable {
    /// The part of a turn from the top at which they begin.
    private let start: Double
    private let isBackward: Bool

    /// From the top with the clock.
    static let forward = Course(start: 0, isBackward: false)
    /// The course of one of many groups that stand in rows, which run to and fro where all are full: the
    /// last node of each is nearest to the first of the next. Where there are two rows, they face each other.
    ///
    /// - Parameter across: how many groups stand in a row.
    static func ring(group: Int, of groups: Int, across: Int) -> Course {
        let backward = Course(start: 0, isBackward: true)
        guard groups % across == 0 else { return backward }
        if group / across % 2 == 1 { return .forward }
        return groups == 2 * across ? Course(start: 0.5, isBackward: false) : backward
    }

    /// The course of one of two groups by which the first nodes of both stand beside each other, and
    /// the last ones, too.
    ///
    /// - Parameter across: whether the groups stand beside each other (2) or below (1).
    static func facing(group: Int, across: Int) -> Course {
        let isFirst = group == 0
        let towards = across > 1 ? (isFirst ? 0.25 : 0.75) : (isFirst ? 0.5 : 0)
        return Course(start: towards, isBackward: !isFirst)
    }

    /// The point of the unit circle after a part of the way around; y points down.
    func point(_ part: Double) -> (x: Double, y: Double) {
        UnitCircle.point(turn: isBackward ? start - part : start + part)
    }
}
