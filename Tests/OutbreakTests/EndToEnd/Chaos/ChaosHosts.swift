import Foundation

/// Machines of a network of their own, each with a small disk, on one switch.
///
/// Each is a process that holds a network and a mount namespace, and so is the switch. All of it goes
/// with the last process in it, and no later than this process ends: then the pipe ends from which
/// all of them read.
final class ChaosHosts: Sendable {
    let hosts: [ChaosHost]
    /// The namespace of the bridge through which everything goes.
    let hub: ChaosNamespace
    /// A pipe into which nobody writes, for whoever is to end with this process.
    let lifeline: String
    private let lifelineFile: Int32

    /// Whether somebody asked for a run.
    static let areWanted =
        ProcessInfo.processInfo.environment["OUTBREAK_CHAOS_SECONDS"] != nil

    /// Whether this user may make them.
    static let arePossible: Bool = {
        let script = """
            ip link add hub type bridge && ip link add h1 type veth peer name h2 \
            && iptables -A INPUT -m statistic --mode random --probability 0.5 -j DROP \
            && mount -t tmpfs none /mnt
            """
        let programs = ["/usr/bin/unshare", "/usr/bin/nsenter", "/usr/bin/bash"]
        guard geteuid() == 0,
            programs.allSatisfy(FileManager.default.isExecutableFile(atPath:)),
            let child = try? ChildProcess(
                "/usr/bin/unshare", ["-n", "-m", "bash", "-c", script],
                environment: ChaosNamespace.environment, streams: .init())
        else { return false }
        return child.wait() == .exited(0)
    }()

    init(count: Int, diskMegabytes: Int, in folder: ScratchFolder) async throws {
        lifeline = folder.path + "/lifeline"
        guard mkfifo(lifeline, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
        lifelineFile = open(lifeline, O_RDWR | O_CLOEXEC)
        hub = try await ChaosNamespace(
            "ip link set lo up && ip link add hub type bridge && ip link set hub up",
            lifeline: lifeline, sign: folder.path + "/hub")
        var hosts: [ChaosHost] = []
        for number in 0..<count {
            hosts.append(
                try await ChaosHost(
                    number, hub, diskMegabytes: diskMegabytes, lifeline: lifeline, in: folder))
        }
        self.hosts = hosts
    }

    deinit { close(lifelineFile) }
}

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
