import Foundation

@testable import outbreak

/// The program as it was built, run from outside.
enum BuiltProgram {
    /// What came of one run.
    struct Outcome: Equatable {
        var status: Int32
        var output: String
        var errors: String
    }

    /// It stands beside the bundle of the tests.
    static var path: String { path(of: "outbreak") }

    static func path(of product: String) -> String {
        let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appendingPathComponent(product).path
    }

    static func run(
        _ arguments: String..., input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(arguments, input: input, environment: environment)
    }

    /// Runs to the end, without a terminal; nothing of the user's is read.
    static func run(
        _ arguments: [String], of product: String = "outbreak", input: String = "",
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let folder = try ScratchFolder()
        let streams = ChildProcess.Streams(
            input: try folder.write(input, to: "input"),
            output: try folder.write("", to: "output"), errors: try folder.write("", to: "errors"))
        let child = try ChildProcess(
            path(of: product), arguments, environment: usual.merging(environment) { $1 },
            streams: streams)
        let ending = child.wait()
        guard case .exited(let status) = ending else {
            throw CocoaError(.featureUnsupported, userInfo: ["ending": "\(ending)"])
        }
        return Outcome(
            status: status, output: try folder.read("output"), errors: try folder.read("errors"))
    }

    /// Starts it on a script that never comes, and sends it a signal until it ends.
    static func ending(after signal: Int32) throws -> ChildProcess.Ending {
        let folder = try ScratchFolder()
        let pipe = folder.path + "/script"
        mkfifo(pipe, 0o600)
        let writer = open(pipe, O_RDWR)
        defer { close(writer) }
        let child = try ChildProcess(
            path, ["--script", "-"], environment: usual, streams: .init(input: pipe))
        while !takesCharge(of: signal, child.number) { usleep(10_000) }
        while true {
            kill(child.number, signal)
            usleep(50_000)
            if let ending = child.endingNow() { return ending }
        }
    }

    private static let usual = ["PATH": "/usr/bin:/bin", "TERM": "xterm"]

    /// Whether the process has taken charge of a signal; until then it would just die of it.
    private static func takesCharge(of signal: Int32, _ process: pid_t) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        else { return false }
        return status.split(separator: "\n").contains { line in
            guard line.hasPrefix("SigIgn:") || line.hasPrefix("SigCgt:"),
                let mask = UInt64(line.suffix(16), radix: 16)
            else { return false }
            return mask >> UInt64(signal - 1) & 1 == 1
        }
    }
}
