/// Simple epidemics: the fraction that is still susceptible, cycle by cycle, when every node compares
/// its table with one other in every cycle (Demers et al. 1987, §1.3).
///
/// Nobody ever loses interest, so it always ends with everybody informed; the directions differ in how
/// fast the last ones are reached.
public struct AntiEntropyField: Hashable, Sendable {
    /// How many nodes there are; at least 2.
    public let nodes: Int
    public let direction: Direction
    /// The fraction that has not received the update.
    public private(set) var susceptible: Double
    /// Cycles since the beginning.
    public private(set) var cycles = 0

    /// - Parameter susceptible: the fraction at the beginning; all but one node when nil.
    public init(nodes: Int, direction: Direction, susceptible: Double? = nil) {
        precondition(nodes >= 2, "\(nodes) nodes have nobody to compare with")
        self.nodes = nodes
        self.direction = direction
        self.susceptible = susceptible ?? 1 - 1 / Double(nodes)
    }

    /// One cycle passes: by pull p′ = p², by push p′ = p(1−1/n)^{n(1−p)}, by push-pull both at once.
    public mutating func advance() {
        let notPulled = susceptible
        let size = Double(nodes)
        let notPushed = (1 - 1 / size).power(size * (1 - susceptible))
        susceptible *= (direction.pulls ? notPulled : 1) * (direction.pushes ? notPushed : 1)
        cycles += 1
    }
}
