import Foundation

/// A network namespace with its own mounts, held by a process.
final class ChaosNamespace: Sendable {
    private let holder: ChildProcess

    static let environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]

    /// - Parameter sign: a file that is made when the steps have been done.
    init(_ steps: String, lifeline: String, sign: String) async throws {
        holder = try ChildProcess(
            "/usr/bin/unshare", ["-n", "-m", "bash", "-c", steps + " && > '\(sign)' && read _"],
            environment: Self.environment, streams: .init(input: lifeline))
        let isThere = try await eventually(within: 60) {
            FileManager.default.fileExists(atPath: sign)
        }
        guard isThere else { throw CocoaError(.featureUnsupported) }
    }

    deinit {
        kill(holder.number, SIGKILL)
        _ = holder.wait()
    }

    var number: pid_t { holder.number }

    /// What a program is started by to be in it.
    var launcher: [String] { ["/usr/bin/nsenter", "-t", "\(holder.number)", "-n", "-m"] }

    /// Where its file system is seen from outside.
    var root: String { "/proc/\(holder.number)/root" }

    /// Does something in it; a step that fails does not stop the next.
    func run(_ steps: [String]) throws {
        let line = launcher + ["bash", "-c", steps.joined(separator: "\n")]
        let child = try ChildProcess(
            line[0], Array(line.dropFirst()), environment: Self.environment, streams: .init())
        _ = child.wait()
    }

    /// Makes sockets in it, on a thread that is no longer used.
    func sockets(_ make: @escaping @Sendable () -> [Int32]) async -> [Int32] {
        let path = "/proc/\(holder.number)/ns/net"
        return await withCheckedContinuation { answer in
            Thread.detachNewThread {
                typealias Enter = @convention(c) (Int32, Int32) -> Int32
                let file = open(path, O_RDONLY | O_CLOEXEC)
                defer { close(file) }
                guard let symbol = dlsym(nil, "setns"),
                    unsafeBitCast(symbol, to: Enter.self)(file, 0) == 0
                else { return answer.resume(returning: []) }
                answer.resume(returning: make())
            }
        }
    }
}
