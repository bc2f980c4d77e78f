import EpidemicNode
import Foundation
import Synchronization

/// One machine: an address on the network of all, which it can change, and a small disk.
final class ChaosHost: Sendable {
    let number: Int
    let namespace: ChaosNamespace
    /// How often it got another address.
    private let moves = Mutex(0)
    private let diskPath: String

    static let port: UInt16 = 7000
    /// Addresses that it has in turn.
    private static let addressesMax = 4

    init(
        _ number: Int, _ hub: ChaosNamespace, diskMegabytes: Int, lifeline: String,
        in folder: ScratchFolder
    ) async throws {
        self.number = number
        diskPath = folder.path + "/disk-\(number + 1)"
        try FileManager.default.createDirectory(
            atPath: diskPath, withIntermediateDirectories: true)
        namespace = try await ChaosNamespace(
            "mount -t tmpfs -o size=\(diskMegabytes)m none '\(diskPath)'", lifeline: lifeline,
            sign: folder.path + "/host-\(number + 1)")
        try hub.run([
            "ip link add h\(number) type veth peer name eth0 netns \(namespace.number)",
            "ip link set h\(number) master hub up",
        ])
        try namespace.run([
            "ip link set lo up", "ip addr add \(address)/16 dev eth0", "ip link set eth0 up",
        ])
    }

    /// Where it is reached now.
    var address: String { Self.address(number, moves.withLock { $0 }) }
    var gossip: HostPort { HostPort(host: address, port: Self.port) }

    private static func address(_ number: Int, _ move: Int) -> String {
        "10.77.\(move % addressesMax).\(10 + number)"
    }

    /// Gives it another address.
    func move() throws {
        let old = address
        moves.withLock { $0 += 1 }
        try namespace.run([
            "ip addr del \(old)/16 dev eth0", "ip addr add \(address)/16 dev eth0",
        ])
    }

    // MARK: The network

    /// How packets are kept from going on.
    enum Wall: CaseIterable, Sendable {
        /// They are lost on the way.
        case silent
        /// The sender is told that it may not send them.
        case refusing
        /// The sender has no way to where they go.
        case routeless
    }

    /// Whether something begins or is over.
    enum Switch { case on, off }

    /// Nothing comes here any more from some others, whatever their addresses.
    func block(from others: [ChaosHost], _ way: Switch) throws {
        try namespace.run(
            others.map { "iptables -w \(way.letter) INPUT -s \($0.mask) -j DROP" })
    }

    /// Both ways between this host and some others; the others have to be told, too.
    func wall(_ wall: Wall, against others: [ChaosHost], _ way: Switch) throws {
        switch wall {
        case .silent: try block(from: others, way)
        case .refusing:
            try namespace.run(
                others.map { "iptables -w \(way.letter) OUTPUT -d \($0.mask) -j DROP" })
        case .routeless:
            try namespace.run(
                others.flatMap { other in
                    (0..<Self.addressesMax).map {
                        "ip route \(way.verb) unreachable \(Self.address(other.number, $0))"
                    }
                })
        }
    }

    /// The link to the switch.
    func link(_ way: Switch) throws {
        try namespace.run(["ip link set eth0 \(way == .on ? "up" : "down")"])
    }

    /// Loses so many hundredths of what arrives.
    func lose(_ percent: Int, _ way: Switch) throws {
        let rule = "-m statistic --mode random --probability 0.\(percent) -j DROP"
        try namespace.run(["iptables -w \(way.letter) INPUT \(rule)"])
    }

    /// Lets so many kilobits a second out, late, and the rest not at all.
    func slow(kilobits: Int, _ way: Switch) throws {
        let bucket = way == .on ? " tbf rate \(kilobits)kbit burst 8kb latency 300ms" : ""
        try namespace.run(["tc qdisc \(way.verb) dev eth0 root\(bucket)"])
    }

    /// Takes away everything that keeps packets from going on.
    func heal() throws {
        try namespace.run([
            "iptables -w -F", "tc qdisc del dev eth0 root", "ip route flush type unreachable",
            "ip link set eth0 up",
        ])
    }

    /// All addresses that it can have.
    private var mask: String { "10.77.0.\(10 + number)/255.255.0.255" }

    // MARK: The disk

    var data: String { diskPath + "/data" }

    /// The same folder, seen from outside.
    var dataFromOutside: String { namespace.root + data }

    /// Fills the disk but for so many bytes.
    func fill(leaving rest: Int) throws {
        let inside = namespace.root + diskPath
        let file = open(inside + "/filler", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        defer { close(file) }
        var piece = 256 << 10
        let bytes = [UInt8](repeating: 1, count: piece)
        while piece >= 4_096 {
            var status = statvfs()
            guard statvfs(inside, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
            let free = Int(status.f_bavail) * Int(status.f_frsize)
            if free - piece < rest || write(file, bytes, piece) <= 0 { piece /= 4 }
        }
    }

    func empty() { unlink(namespace.root + diskPath + "/filler") }
}

extension ChaosHost.Switch {
    fileprivate var letter: String { self == .on ? "-A" : "-D" }
    fileprivate var verb: String { self == .on ? "add" : "del" }
}
