/// Where nodes begin around an ellipse, and which way they go.
struct Course: Hashable {
    /// The part of a turn from the top at which they begin.
    private let start: Double
    private let isBackward: Bool

    /// From the top with the clock.
    static let forward = Course(start: 0, isBackward: false)
    /// From the top against the clock: of groups side by side, the last node of each is nearest to the
    /// first of the next.
    static let backward = Course(start: 0, isBackward: true)

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
