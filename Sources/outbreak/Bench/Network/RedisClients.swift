import EpidemicNode
import Foundation
import Laboratory

/// What `redis-benchmark` measures of one node, where it is installed.
struct RedisClients {
    private var rates: [Load: [String: [Double]]] = [:]

    /// How a node is asked: by 50 clients, each waiting for its answer or sending 16 questions at once.
    private enum Load: Int, CaseIterable {
        case waiting = 1
        case pipelined = 16

        var requests: Int { self == .waiting ? 100_000 : 400_000 }

        var name: String {
            switch self {
            case .waiting: "redis-benchmark, 50 clients"
            case .pipelined: "redis-benchmark, 16 at once"
            }
        }
    }

    private static let tests = ["SET", "GET"]

    /// - Throws: `Complaint` when the node cannot be launched, or the measuring program fails.
    mutating func measure() async throws(Complaint) {
        guard let program = Self.program else { return Self.tellOnce }
        let nodes = try await LaunchedNodes(1, .udp)
        defer { nodes.end() }
        for load in Load.allCases {
            let output = try await Self.run(program, load, on: nodes.controls[0])
            for (test, rate) in Self.rates(in: output) {
                rates[load, default: [:]][test, default: []].append(rate)
            }
        }
    }

    /// What was measured; nothing where there is no `redis-benchmark`.
    var figures: [Figure] {
        Load.allCases.flatMap { load in
            Self.tests.compactMap { test in
                rates[load]?[test].map { values in
                    Figure(
                        scene: Figure.Scene.network(load.name), name: test, unit: .perSecond,
                        samples: Samples(values))
                }
            }
        }
    }

    private static let program: String? = {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/redis-benchmark" }
            .first { access($0, X_OK) == 0 }
    }()

    /// Says once that something is not measured.
    private static let tellOnce: Void = StandardError.write(
        "SET and GET are not measured: redis-benchmark is not installed\n")

    private static func run(
        _ program: String, _ load: Load, on address: HostPort
    ) async throws(Complaint) -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "-h", address.host, "-p", "\(address.port)", "-t", "set,get", "-c", "50",
            "-P", "\(load.rawValue)", "-n", "\(load.requests)", "-r", "100000", "--csv",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw .failed("\(program) cannot be started; it must be a program that can be run")
        }
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, !rates(in: text).isEmpty else {
            throw .failed("\(program) measured nothing on the node at \(address)")
        }
        return text
    }

    /// Its lines begin with the test and the requests a second, in quotes.
    static func rates(in csv: String) -> [(test: String, rate: Double)] {
        csv.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: ",").map { $0.filter { $0 != "\"" } }
            guard cells.count > 1, tests.contains(cells[0]), let rate = Double(cells[1]) else {
                return nil
            }
            return (cells[0], rate)
        }
    }
}
