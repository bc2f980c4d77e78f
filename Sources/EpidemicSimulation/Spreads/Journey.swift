import ClusterObservation
import Epidemic

/// How the nodes got an update, in the order of time, in bounded room.
struct Journey: Sendable {
    /// One receipt, in few bytes.
    private struct Step {
        let moment: Instant
        let round: Double
        let node: UInt32
        let from: UInt32
        let hops: UInt16
        let layer: Layer
    }

    private let start: Infection
    private var steps = Chronicle<Step>(keptMin: stepsMax)

    /// The first so many receipts are kept.
    static let stepsMax = 16_384

    /// The update was written.
    init(at origin: NodeID, _ moment: Instant) {
        start = Infection(
            node: origin, from: nil, layer: nil, hops: 0, moment: moment, round: 0)
    }

    /// A node got it from another.
    mutating func append(
        _ node: Int, from other: NodeID, by layer: Layer, hops: Int, at moment: Instant,
        round: Double
    ) {
        guard steps.count < Self.stepsMax else { return }
        steps.append(
            Step(
                moment: moment, round: round, node: UInt32(node), from: UInt32(other.index),
                hops: UInt16(clamping: hops), layer: layer))
    }

    var infections: [Infection] {
        [start]
            + steps.kept.map { number in
                let step = steps[number]
                return Infection(
                    node: NodeID(Int(step.node)), from: NodeID(Int(step.from)),
                    layer: step.layer, hops: Int(step.hops), moment: step.moment,
                    round: step.round)
            }
    }
}
