/// What `outbreak bench` prints.
package struct BenchReport: StreamedReport {
    let plan: BenchPlan
    let figures: [Figure]

    /// A report of what was measured.
    package init(plan: BenchPlan, figures: [Figure]) {
        self.plan = plan
        self.figures = figures
    }

    package var records: [Record] { figures.map(\.record) }

    package var lines: [String] {
        let repeats = "\(plan.repeats) of each, seed \(plan.seed); median / 99 of 100 below / worst"
        return [repeats, ""] + table.lines + notes
    }

    private var table: TextTable {
        var table = TextTable([
            ("scene", .left), ("figure", .left), ("median", .right), ("99 %", .right),
            ("worst", .right), ("", .left), ("limit", .left), ("beside", .left),
            ("ratio", .right),
        ])
        for (index, figure) in figures.enumerated() {
            let isFirst = index == 0 || figures[index - 1].scene != figure.scene
            table.add([isFirst ? figure.scene.name : ""] + figure.cells)
        }
        return table
    }

    private var notes: [String] {
        let missed = figures.filter { $0.isWithinLimit == false }
        let limits = figures.count { $0.limit != nil }
        return [
            "", "\(limits - missed.count) of \(limits) limits are kept.",
        ]
    }
}

extension Figure {
    /// A line of the table, without the scene.
    fileprivate var cells: [String] {
        let values = [samples.median, ends.p99, ends.worst].map(text)
        return [name] + values + [
            unit.rawValue, limitText,
            reference.map { "\($0.name) \(text($0.samples.median))" } ?? "",
            ratio.map { $0.digits(2) } ?? "",
        ]
    }

    /// The bad end of the samples.
    private var ends: (p99: Double, worst: Double) {
        switch unit {
        case .milliseconds, .bytes, .percent, .updates: (samples.p99, samples.worst)
        case .perSecond: samples.reached
        }
    }

    private var limitText: String {
        let bound =
            switch limit {
            case .median(let bound): "median ≤ \(bound.digits(3))"
            case .worst(let bound): "worst ≤ \(bound.decimals(0 < bound && bound < 1 ? 1 : 0))"
            case .medianAtLeast(let bound): "median ≥ \(bound.digits(3))"
            case nil: ""
            }
        return bound + (isWithinLimit == false ? " EXCEEDED" : "")
    }

    private func text(_ value: Double) -> String {
        switch unit {
        case .milliseconds: value.decimals(3)
        case .bytes, .perSecond, .updates: value.decimals(0)
        case .percent: value.decimals(1)
        }
    }

    fileprivate var record: Record {
        Record([
            .init("benchmark", .text(scene.benchmark)), .init("scene", .text(scene.name)),
            .init("figure", .text(name)), .init("unit", .text(unit.rawValue)),
            .init("samples", .count(samples.count)), .init("median", .number(samples.median)),
            .init("p99", .number(ends.p99)), .init("worst", .number(ends.worst)),
            .init("limit", limit.map { .number($0.bound) } ?? .none),
            .init("limited", limit.map { .text($0.name) } ?? .none),
            .init("within", isWithinLimit.map { .truth($0) } ?? .none),
            .init("reference", reference.map { .text($0.name) } ?? .none),
            .init("referenceMedian", reference.map { .number($0.samples.median) } ?? .none),
            .init("ratio", ratio.map { .number($0) } ?? .none),
        ])
    }
}

extension Figure.Limit {
    /// The bound, whatever it bounds.
    fileprivate var bound: Double {
        switch self {
        case .median(let bound), .worst(let bound), .medianAtLeast(let bound): bound
        }
    }

    /// What it bounds.
    fileprivate var name: String {
        switch self {
        case .median: "median"
        case .worst: "worst"
        case .medianAtLeast: "median at least"
        }
    }
}
