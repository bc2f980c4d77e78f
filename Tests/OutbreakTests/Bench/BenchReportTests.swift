import Foundation
import Testing

@testable import Laboratory

/// What `outbreak bench` makes of what was measured.
@Suite struct BenchReportTests {
    private func figure(
        _ name: String, _ values: [Double], limit: Figure.Limit? = nil, beside: [Double]? = nil
    ) -> Figure {
        Figure(
            scene: .init(benchmark: "frames", name: "at rest"), name: name, unit: .milliseconds,
            samples: Samples(values), limit: limit,
            reference: beside.map { .init(name: "full repaint", samples: Samples($0)) })
    }

    private func report(_ figures: [Figure], _ format: ReportFormat) throws -> String {
        let printed = PrintedReport()
        var report = begun(on: printed.stream(format))
        try report.add(figures)
        try report.finish()
        return printed.text
    }

    private func begun(on stream: ReportStream) -> BenchReport {
        BenchReport(plan: BenchPlan(repeats: 5, seed: 3), scenes: 1, to: stream)
    }

    @Test func `a median is exceeded by half at most, a worst by none`() {
        let samples = Samples([5, 1, 4, 2, 3])
        #expect(samples.median == 3 && samples.p99 == 5 && samples.worst == 5)
        let many = Samples((1...200).map(Double.init))
        #expect(many.median == 100 && many.p99 == 198 && many.worst == 200)
        #expect(Samples([7]).median == 7)
    }

    @Test func `a limit bounds what it says`() {
        let values = [1.0, 1, 1, 1, 9]
        #expect(figure("a", values, limit: .median(1)).isWithinLimit == true)
        #expect(figure("a", values, limit: .median(0.5)).isWithinLimit == false)
        #expect(figure("a", values, limit: .worst(9)).isWithinLimit == true)
        #expect(figure("a", values, limit: .worst(8)).isWithinLimit == false)
        #expect(figure("a", values, limit: .medianAtLeast(1)).isWithinLimit == true)
        #expect(figure("a", values, limit: .medianAtLeast(1.5)).isWithinLimit == false)
        #expect(figure("a", values).isWithinLimit == nil)
    }

    @Test func `figures beside each other are told as the ratio of their medians`() {
        #expect(figure("a", [1, 2, 3], beside: [4, 8, 9]).ratio == 0.25)
        #expect(figure("a", [1, 2, 3], beside: [0]).ratio == nil)
    }

    @Test func `the JSON has an object for every figure`() throws {
        let json = try report(
            [figure("draw", [1, 2, 3], limit: .median(1), beside: [4]), figure("diff", [1])], .json)
        let array = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
        let objects = try #require(array)
        #expect(objects.map { $0["figure"] as? String } == ["draw", "diff"])
        #expect(objects[0]["median"] as? Double == 2 && objects[0]["within"] as? Bool == false)
        #expect(objects[0]["ratio"] as? Double == 0.5)
        #expect(objects[1]["limit"] is NSNull && objects[1]["reference"] is NSNull)
    }

    @Test func `the CSV has a header and a line for every figure`() throws {
        let lines = try report([figure("draw", [1, 2, 3]), figure("diff", [1])], .csv)
            .split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("benchmark,scene,figure,unit,samples,median,p99,worst,limit"))
        #expect(lines[1].hasPrefix("frames,at rest,draw,ms,3,2.0,3.0,3.0,"))
    }

    @Test func `the text names a scene once, and every limit that is not kept`() throws {
        let text = try report(
            [
                figure("draw", [1], limit: .median(2)), figure("diff", [1], limit: .worst(0.5)),
                figure("update", [1]),
            ], .text)
        #expect(text.components(separatedBy: "at rest").count == 2)
        #expect(text.contains("worst ≤ 0.5 EXCEEDED"))
        #expect(text.contains("1 of 2 limits are kept."))
    }

    @Test(arguments: ReportFormat.allCases)
    func `what is measured is kept when the rest is broken off`(format: ReportFormat) throws {
        let printed = PrintedReport()
        let stream = printed.stream(format)
        var report = begun(on: stream)
        try report.add([figure("draw", [1, 2, 3])])
        #expect(printed.text.contains("draw"))
        stream.breakOff()
        let whole = try self.report([figure("draw", [1, 2, 3])], format)
        #expect(
            printed.text
                == (format == .text
                    ? whole.replacing("0 of 0 limits are kept.", with: "Broken off here.") : whole))
    }

    @Test func `what is lost is counted, and none may be`() throws {
        let lost = Figure(
            scene: .init(benchmark: "network", name: "updates"), name: "lost", unit: .updates,
            samples: Samples([0, 0, 2]), limit: .worst(0))
        let text = try report([lost], .text)
        #expect(text.contains("worst ≤ 0 EXCEEDED"))
        #expect(text.contains("updates"))
    }

    @Test func `what is no benchmark is refused with those that are`() throws {
        let outcome = try BuiltProgram.run("bench", "networks")
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("'networks'"))
        #expect(outcome.errors.contains("frames, engine, network, all"))
    }
}
