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

    /// Why they cannot be made by this user on this machine; nil when they can.
    static let obstacle: String? = {
        let programs = ["/usr/bin/unshare", "/usr/bin/nsenter", "/usr/bin/bash"]
        for program in programs where !FileManager.default.isExecutableFile(atPath: program) {
            return "there is no \(program)"
        }
        guard geteuid() == 0 else { return "this user is not root" }
        let script = """
            ip link add hub type bridge && ip link add h1 type veth peer name h2 \
            && iptables -A INPUT -m statistic --mode random --probability 0.5 -j DROP \
            && mount -t tmpfs none /mnt
            """
        let child = try? ChildProcess(
            "/usr/bin/unshare", ["-n", "-m", "bash", "-c", script],
            environment: ChaosNamespace.environment, streams: .init())
        return child?.wait() == .exited(0)
            ? nil : "bridges, iptables or mounts are missing in a network of one's own"
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
