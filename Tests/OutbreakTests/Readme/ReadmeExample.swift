import ClusterObservation
import EpidemicSimulation
import Foundation

/// The README's ten lines with the library; they are compiled and run here.
enum ReadmeExample {
    private static func run(print: (String) -> Void) throws {
        // The example begins here.
        var cluster = try SimulatedCluster(
            SimulationConfiguration(nodes: 16, topology: .ring, seed: 42))
        cluster.perform(.write(at: NodeID(0), key: "colour", value: "red"))
        cluster.perform(.kill(NodeID(5)))
        while !cluster.observe(Interest()).totals.isConverged {
            cluster.advance(.seconds(1))
        }
        let view = cluster.observe(Interest(rows: 0..<3))
        print("\(view.totals.agreeing) replicas agree after \(view.time.round) rounds")
        for row in view.rows {
            print("\(row.dot.name)  clock \(row.clock)  root \(row.root.prefix(8))")
        }
        // The example ends here.
    }

    /// What the example prints.
    static func output() throws -> String {
        var lines: [String] = []
        try run { lines.append($0) }
        return lines.joined(separator: "\n")
    }

    /// The example as a program of its own.
    static func source() throws -> String {
        let lines = try String(contentsOfFile: #filePath, encoding: .utf8)
            .components(separatedBy: "\n")
        let imports = lines.filter { $0.hasPrefix("import ") && $0 != "import Foundation" }
        return (imports + ["", try body(of: #filePath)]).joined(separator: "\n")
    }

    /// The lines of a file's example.
    static func body(of file: String) throws -> String {
        try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
            .drop { !$0.hasSuffix("The example begins here.") }.dropFirst()
            .prefix { !$0.hasSuffix("The example ends here.") }
            .map { String($0.dropFirst(8)) }.joined(separator: "\n")
    }
}
