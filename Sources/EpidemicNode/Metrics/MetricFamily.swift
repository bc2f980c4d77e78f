/// One metric with all its samples, in the text format of Prometheus.
struct MetricFamily {
    let text: String

    enum Kind: String { case counter, gauge, histogram }

    /// A sample: its labels, and its value.
    typealias Sample = (labels: String, value: Double)

    init(_ name: String, _ kind: Kind, _ help: String, samples: [Sample]) {
        let lines = samples.map { labels, value in
            "\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(Self.number(value))\n"
        }
        text = Self.head(name, kind, help) + lines.joined()
    }

    init(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        self.init(name, kind, help, samples: [("", value)])
    }

    /// What goes in and what goes out.
    static func inAndOut(_ name: String, _ what: String, _ incoming: UInt64, _ outgoing: UInt64)
        -> MetricFamily
    {
        MetricFamily(
            "outbreak_gossip_\(name)_total", .counter, "\(what) exchanged with other nodes.",
            samples: [
                (label("direction", "in"), Double(incoming)),
                (label("direction", "out"), Double(outgoing)),
            ])
    }

    /// Durations, in seconds.
    init(_ name: String, _ help: String, histograms: [(labels: String, LatencyHistogram)]) {
        var lines = ""
        for (labels, histogram) in histograms {
            let comma = labels.isEmpty ? "" : ","
            for (bound, count) in zip(LatencyHistogram.bounds, histogram.cumulative) {
                lines += "\(name)_bucket{\(labels)\(comma)le=\"\(Double(bound) / 1e9)\"} \(count)\n"
            }
            lines += "\(name)_bucket{\(labels)\(comma)le=\"+Inf\"} \(histogram.count)\n"
            let braces = labels.isEmpty ? "" : "{\(labels)}"
            lines += "\(name)_sum\(braces) \(Double(histogram.sum) / 1e9)\n"
            lines += "\(name)_count\(braces) \(histogram.count)\n"
        }
        text = Self.head(name, .histogram, help) + lines
    }

    /// One label.
    static func label(_ name: String, _ value: String) -> String {
        let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
        return "\(name)=\"\(escaped)\""
    }

    private static func head(_ name: String, _ kind: Kind, _ help: String) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Whole numbers without a point, so that nothing of them is lost.
    private static func number(_ value: Double) -> String {
        Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
