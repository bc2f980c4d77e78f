import Epidemic
import EpidemicSimulation
import Foundation

/// Rows of the paper's tables, measured as the README states them.
enum ReadmeTables {
    /// One row: what is measured, and what the paper prints for s, m, t_ave and t_last.
    private struct Row {
        let name: String
        let direction: Direction
        let removal: Removal
        let printed: [String]
    }

    private static let rows = [
        Row(
            name: "1: push, feedback, counter 1", direction: .push,
            removal: .counter(limit: 1, .feedback), printed: ["0.18", "1.7", "11.0", "16.8"]),
        Row(
            name: "1: push, feedback, counter 2", direction: .push,
            removal: .counter(limit: 2, .feedback), printed: ["0.037", "3.3", "12.1", "16.9"]),
        Row(
            name: "1: push, feedback, counter 3", direction: .push,
            removal: .counter(limit: 3, .feedback), printed: ["0.011", "4.5", "12.5", "17.4"]),
        Row(
            name: "2: push, blind, coin 1/2", direction: .push,
            removal: .coin(sides: 2, .blind), printed: ["0.20", "1.6", "17", "33"]),
        Row(
            name: "3: pull, feedback, counter 1", direction: .pull,
            removal: .counter(limit: 1, .feedback), printed: ["0.031", "2.7", "9.97", "17.6"]),
    ]

    private static let runs = 30

    static func markdown() throws -> String {
        let head = [
            "| table and row | s | paper | m | paper | t_ave | paper | t_last | paper |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        ]
        return try (head + rows.map(line)).joined(separator: "\n")
    }

    private static func line(of row: Row) throws -> String {
        let experiment = try AlignedExperiment(
            nodes: 1_000,
            .rumors(
                RumorSettings(
                    direction: row.direction, trigger: .periodic, removal: row.removal,
                    rounds: .aligned)))
        let measured = (0..<runs).map { experiment.run(seed: UInt64($0)) }
        let tAve = row.direction == .push ? \SpreadMeasurement.tAvePrinted : \.tAve
        let means = [
            mean(measured.map(\.residue), digits: 4), mean(measured.map(\.traffic), digits: 2),
            mean(measured.map { $0[keyPath: tAve] }, digits: 1),
            mean(measured.map { Double($0.tLast) }, digits: 1),
        ]
        let cells = zip(means, row.printed).map { "\($0) | \($1)" }
        return "| \(row.name) | \(cells.joined(separator: " | ")) |"
    }

    private static func mean(_ values: [Double], digits: Int) -> String {
        String(format: "%.\(digits)f", values.reduce(0, +) / Double(values.count))
    }
}
