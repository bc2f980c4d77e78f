/// What `outbreak bench` prints: rows as soon as they are measured.
///
/// How wide the columns are follows from what is mostly measured; a wider row widens those after it.
package struct BenchReport {
    private let plan: BenchPlan
    private let stream: ReportStream
    private var progress: Progress
    private var figures: [Figure] = []
    private var columns = TextColumns(Self.columns.map(\.alignment))

    /// - Parameter scenes: how many are to be measured.
    package init(plan: BenchPlan, scenes: Int, to stream: ReportStream) {
        self.plan = plan
        self.stream = stream
        progress = Progress(total: scenes, of: "scenes")
        columns.widen(for: Self.columns.map { String(repeating: " ", count: $0.width) })
    }

    /// A scene, or a part of one that counts as such, is measured.
    package mutating func advance() { progress.advance() }

    /// Prints what was measured.
    ///
    /// - Throws: `Complaint` when it cannot be written.
    package mutating func add(_ measured: [Figure]) throws(Complaint) {
        progress.clear()
        for figure in measured {
            let isFirst = figures.last?.scene != figure.scene
            let cells = [isFirst ? figure.scene.name : ""] + figure.cells
            columns.widen(for: cells)
            if figures.isEmpty { try stream.add(head) }
            try stream.add([columns.line(cells)])
            try stream.add([figure.record])
            figures.append(figure)
        }
    }

    /// Prints what is to be said of all figures.
    ///
    /// - Throws: `Complaint` when it cannot be written.
    package mutating func finish() throws(Complaint) {
        progress.clear()
        let limited = figures.compactMap(\.isWithinLimit)
        try stream.add(["", "\(limited.count { $0 }) of \(limited.count) limits are kept."])
        try stream.finish()
    }

    private var head: [String] {
        [
            "\(plan.repeats) of each, seed \(plan.seed); median / 99 of 100 below / worst", "",
            columns.line(Self.columns.map(\.head)),
        ]
    }

    /// The columns, and how wide they mostly are.
    private static let columns: [(head: String, alignment: TextTable.Alignment, width: Int)] = [
        ("scene", .left, 30), ("figure", .left, 28), ("median", .right, 9), ("99 %", .right, 9),
        ("worst", .right, 9), ("", .left, 7), ("limit", .left, 26), ("beside", .left, 22),
        ("ratio", .right, 5),
    ]
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
