/// Something that was measured, many times.
package struct Figure: Hashable, Sendable {
    /// The situation that it was measured in.
    package let scene: Scene
    /// What was measured.
    package let name: String
    package let unit: Unit
    package let samples: Samples
    /// What it must not exceed.
    package var limit: Limit?
    /// What it stands beside.
    package var reference: Reference?

    /// Something measured, with neither limit nor reference yet.
    package init(
        scene: Scene, name: String, unit: Unit, samples: Samples, limit: Limit? = nil,
        reference: Reference? = nil
    ) {
        self.scene = scene
        self.name = name
        self.unit = unit
        self.samples = samples
        self.limit = limit
        self.reference = reference
    }

    /// A benchmark and a situation within it.
    package struct Scene: Hashable, Sendable {
        package let benchmark: String
        package let name: String

        package init(benchmark: String, name: String) {
            self.benchmark = benchmark
            self.name = name
        }
    }

    package enum Unit: String, Hashable, Sendable {
        case milliseconds = "ms"
        case bytes = "B"
        case percent = "%"
        case perSecond = "/s"
        case updates = "updates"
    }

    /// A bound above the median, or above every one of the samples, or below the median.
    package enum Limit: Hashable, Sendable {
        case median(Double)
        case worst(Double)
        case medianAtLeast(Double)
    }

    /// Another way to the same end, measured in the same run.
    package struct Reference: Hashable, Sendable {
        package let name: String
        package let samples: Samples

        package init(name: String, samples: Samples) {
            self.name = name
            self.samples = samples
        }
    }
}

extension Figure {
    /// Whether the limit holds; nil when there is none.
    package var isWithinLimit: Bool? {
        switch limit {
        case .median(let bound): samples.median <= bound
        case .worst(let bound): samples.worst <= bound
        case .medianAtLeast(let bound): samples.median >= bound
        case nil: nil
        }
    }

    /// How the median stands to that of the reference.
    package var ratio: Double? {
        guard let other = reference?.samples.median, other > 0 else { return nil }
        return samples.median / other
    }
}

/// What came of measuring something again and again; never nothing.
package struct Samples: Hashable, Sendable {
    private let ascending: [Double]

    /// - Parameter values: one at least.
    package init(_ values: [Double]) {
        precondition(!values.isEmpty, "nothing was measured")
        ascending = values.sorted()
    }

    package var count: Int { ascending.count }
    package var median: Double { quantile(0.5) }
    /// What 99 of 100 do not exceed.
    package var p99: Double { quantile(0.99) }
    package var worst: Double { ascending[ascending.count - 1] }

    /// The same samples where more is better: what 99 of 100 reach, and the least.
    var reached: (p99: Double, worst: Double) { (quantile(0.01), ascending[0]) }

    /// The smallest value that so large a part of all does not exceed.
    private func quantile(_ part: Double) -> Double {
        let rank = (part * Double(count)).rounded(.up)
        return ascending[max(0, min(count - 1, Int(rank) - 1))]
    }
}
