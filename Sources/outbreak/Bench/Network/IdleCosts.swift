import EpidemicWire
import Foundation
import Laboratory

/// What a node costs while nobody asks it anything: one of 25 with an empty table.
struct IdleCosts {
    private var processor: [Double] = []
    private var memory: [Double] = []
    private var sent: [Double] = []

    private static let seconds = 3.0

    /// - Throws: `Complaint` when a node ends.
    mutating func measure(_ nodes: LaunchedNodes) async throws(Complaint) {
        let before = try await Reading.all(of: nodes)
        try? await Task.sleep(for: .seconds(Self.seconds))
        let after = try await Reading.all(of: nodes)
        for (before, after) in zip(before, after) {
            let seconds = (after.moment - before.moment).milliseconds / 1_000
            processor.append((after.processor - before.processor) / seconds * 100)
            sent.append((after.sent - before.sent) / seconds)
            memory.append(after.memory)
        }
    }

    /// What was measured, when it was.
    var figures: [Figure] {
        let scene = Figure.Scene.network("a node of \(PutDelays.nodes) at rest, udp")
        return [
            Figure(
                scene: scene, name: "of one core", unit: .percent, samples: Samples(processor)),
            Figure(scene: scene, name: "memory", unit: .bytes, samples: Samples(memory)),
            Figure(
                scene: scene, name: "sent in a second", unit: .bytes, samples: Samples(sent)),
        ]
    }
}

/// What a node has used up to a moment.
private struct Reading {
    let moment = ContinuousClock.now
    /// Seconds of a core.
    let processor: Double
    /// Bytes that are in memory.
    let memory: Double
    /// Bytes that went to others.
    let sent: Double

    static func all(of nodes: LaunchedNodes) async throws(Complaint) -> [Reading] {
        var readings: [Reading] = []
        for (node, number) in nodes.numbers.enumerated() {
            readings.append(
                Reading(process: number, sent: try await nodes.bytesSent(by: node)))
        }
        return readings
    }

    /// As Linux counts it, proc(5).
    init(process: pid_t, sent: Double) {
        self.sent = sent
        let times = Self.words(of: "/proc/\(process)/stat", after: ")")
        let ticks = times.count > 12 ? (Double(times[11]) ?? 0) + (Double(times[12]) ?? 0) : 0
        processor = ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
        let pages = Self.words(of: "/proc/\(process)/statm")
        memory = (pages.count > 1 ? Double(pages[1]) ?? 0 : 0) * Double(getpagesize())
    }

    private static func words(of path: String, after mark: Character? = nil) -> [Substring] {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let start = mark.flatMap { text.lastIndex(of: $0) }.map { text.index(after: $0) }
        return text[(start ?? text.startIndex)...].split(whereSeparator: \.isWhitespace)
    }
}

extension LaunchedNodes {
    fileprivate func bytesSent(by node: Int) async throws(Complaint) -> Double {
        guard case .bulk(let json) = try await ask(node, ["OUTBREAK", "STATUS"]),
            let status = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any],
            let counters = status["counters"] as? [String: Any],
            let bytes = counters["bytes sent"] as? Double
        else { throw .failed("a node does not say how many bytes it sent") }
        return bytes
    }
}
