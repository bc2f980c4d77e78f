/// What a run begins with: the same for the same seed, but for the time that passes.
struct ChaosSetup: Hashable, Sendable {
    /// How many nodes there are, 4 … 20.
    let nodes: Int
    /// How long things go wrong.
    let length: Duration
    let seed: UInt64

    /// How often a node compares its table with another.
    static let interval = Duration.seconds(1)
    /// What a transfer takes beyond the intervals after which tables agree.
    private static let transfer = Duration.seconds(4)
    static let nodesAllowed = 4...20

    /// How the nodes find each other.
    enum Acquaintance: Hashable { case configured, joining }

    /// How long everybody keeps the certificate of a deletion.
    enum Certificates: Hashable {
        /// As long as a network's nodes do: the whole run.
        case kept
        /// A short time; then only those keep it, dormant, that were chosen to, nearly all of the nodes.
        case dormant(after: Duration)
    }

    /// Which nodes have a disk: two of three, and the tenth.
    var disks: [Bool] { (0..<nodes).map { $0 % 3 != 2 } }

    /// By the seed: half of the runs are told of all nodes, half find them.
    var acquaintance: Acquaintance { seed % 2 == 0 ? .configured : .joining }

    /// By the seed: half of the runs forget deletions on most nodes while they last.
    var certificates: Certificates {
        seed / 2 % 2 == 0 ? .kept : .dormant(after: .seconds(max(3, Int(length.inSeconds) / 30)))
    }

    /// What goes wrong, and when.
    var plan: ChaosPlan { ChaosPlan(seed: seed, length: length, disks: disks) }

    /// When all tables agree after a heal at the latest: ⌈log₂ n⌉ + 4 intervals (PROTOCOL.md §5), and what the
    /// transfer takes.
    var agreementMax: Duration {
        let doublings = (0...).first { 1 << $0 >= nodes } ?? 0
        return Self.interval * (doublings + 4) + Self.transfer
    }

    /// What every node is started with, besides who the others are.
    var options: [String] {
        let common = [
            "--cluster-name", "chaos", "--anti-entropy-interval",
            "\(Int(Self.interval.inSeconds))s", "--leave-timeout", "3s",
        ]
        return switch certificates {
        case .kept: common
        case .dormant(let age):
            common + [
                "--death-certificate-age", "\(Int(age.inSeconds))s", "--dormant-age", "1h",
                "--retention", "\(nodes - 2)",
            ]
        }
    }
}
