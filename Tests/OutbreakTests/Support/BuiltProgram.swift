import Foundation

/// The program as it was built, run from outside.
struct BuiltProgram {
    /// What came of one run.
    struct Outcome: Equatable {
        var status: Int32
        var output: String
        var errors: String
    }

    /// It stands beside the bundle of the tests.
    static var path: String {
        let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appendingPathComponent("outbreak").path
    }

    static func run(
        _ arguments: String..., input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(arguments, input: input, environment: environment)
    }

    /// Runs to the end, without a terminal; nothing of the user's is read.
    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = process(arguments, environment: environment)
        let (feed, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = feed
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try feed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try feed.fileHandleForWriting.close()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let complaints = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: printed, as: UTF8.self),
            errors: String(decoding: complaints, as: UTF8.self))
    }

    /// Starts it waiting for a script that never comes, and sends it a signal until it ends.
    static func status(after signal: Int32) throws -> Int32 {
        let process = process(["--script", "-"], environment: [:])
        process.standardInput = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        while !takesCharge(signal, process.processIdentifier), process.isRunning {
            usleep(10_000)
        }
        while process.isRunning {
            kill(process.processIdentifier, signal)
            usleep(50_000)
        }
        return process.terminationReason == .exit ? process.terminationStatus : -1
    }

    private static func process(
        _ arguments: [String], environment: [String: String]
    ) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm"].merging(environment) {
            $1
        }
        return process
    }

    /// Whether the process has taken charge of a signal; until then it would just die of it.
    private static func takesCharge(_ signal: Int32, _ process: pid_t) -> Bool {
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
