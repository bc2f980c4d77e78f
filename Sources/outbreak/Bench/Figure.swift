/// Something that was measured, many times.
struct Figure: Hashable, Sendable {
    /// The situation that it was measured in.
    let scene: Scene
    /// What was measured.
    let name: String
    let unit: Unit
    let samples: Samples
    /// What it must not exceed.
    var limit: Limit?
    /// What it stands beside.
    var reference: Reference?

    /// A benchmark and a situation within it.
    struct Scene: Hashable, Sendable {
        let benchmark: String
        let name: String
    }

    enum Unit: String, Hashable, Sendable {
        case milliseconds = "ms"
        case bytes = "B"
        case percent = "%"
    }

    /// A bound on the median, or on every one of the samples.
    enum Limit: Hashable, Sendable {
        case median(Double)
        case worst(Double)
    }

    /// Another way to the same end, measured in the same run.
    struct Reference: Hashable, Sendable {
        let name: String
        let samples: Samples
    }
}

extension Figure {
    /// Whether the limit holds; nil when there is none.
    var isWithinLimit: Bool? {
        switch limit {
        case .median(let bound): samples.median <= bound
        case .worst(let bound): samples.worst <= bound
        case nil: nil
        }
    }

    /// How the median stands to that of the reference.
    var ratio: Double? {
        guard let other = reference?.samples.median, other > 0 else { return nil }
        return samples.median / other
    }
}

/// What came of measuring something again and again; never nothing.
struct Samples: Hashable, Sendable {
    private let ascending: [Double]

    /// - Parameter values: one at least.
    init(_ values: [Double]) {
        precondition(!values.isEmpty, "nothing was measured")
        ascending = values.sorted()
    }

    var count: Int { ascending.count }
    var median: Double { quantile(0.5) }
    /// What 99 of 100 do not exceed.
    var p99: Double { quantile(0.99) }
    var worst: Double { ascending[ascending.count - 1] }

    /// The smallest value that so large a part of all does not exceed.
    private func quantile(_ part: Double) -> Double {
        let rank = (part * Double(count)).rounded(.up)
        return ascending[max(0, min(count - 1, Int(rank) - 1))]
    }
}
