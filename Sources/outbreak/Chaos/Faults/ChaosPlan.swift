import Epidemic

/// Everything that goes wrong in a run, and when: the same for the same seed.
struct ChaosPlan: Hashable, Sendable {
    private(set) var faults: [ChaosFault] = []

    /// What two faults may not have at once.
    private enum Part: Hashable {
        case process(Int), disk(Int), network(Int), air
    }

    /// - Parameter disks: which nodes have one.
    init(seed: UInt64, length: Duration, disks: [Bool]) {
        var generator = SeededGenerator(seed: seed, stream: 1)
        let isLong = length > .seconds(60)
        var busy: [Part: Duration] = [:]
        var deck: [ChaosFault.Kind] = []
        var now = Duration.seconds(0.5)
        while now < length - .seconds(1) {
            if deck.isEmpty { deck = ChaosFault.Kind.allCases.shuffled(using: &generator) }
            let kind = deck.removeLast()
            let nodes = Self.nodes(of: kind, disks, isLong: isLong, &generator)
            let parts = Self.parts(of: kind, nodes, among: disks.count)
            let longest = isLong ? 2 + generator.below(generator.below(6) == 0 ? 24 : 7) : 2
            let begin = parts.map { busy[$0, default: .zero] }.reduce(now, max)
            let end = min(begin + .milliseconds(600 + generator.below(longest * 1_000)), length)
            let variant = generator.below(1 << 16)
            // A process that is started again late holds up the end.
            if begin < length - .seconds(2) {
                faults.append(
                    ChaosFault(
                        kind: kind, begin: begin, length: end - begin, nodes: nodes,
                        variant: variant))
                for part in parts { busy[part] = end + .seconds(0.3) }
            }
            now += .milliseconds((isLong ? 400 : 250) + generator.below(isLong ? 3_200 : 900))
        }
        faults.sort { $0.begin < $1.begin }
    }

    private static func nodes(
        of kind: ChaosFault.Kind, _ disks: [Bool], isLong: Bool,
        _ generator: inout SeededGenerator
    ) -> [Int] {
        let count: Int
        switch kind {
        case .partition: count = 1 + generator.below(disks.count / 2)
        case .oneWay: count = 2
        case .rollingRestart: count = isLong ? disks.count : 2
        case .hostilePackets: count = 0
        case .kill: count = generator.below(4) == 0 ? 2 : 1
        case .stop, .freeze, .linkDown, .loss, .slow, .fullDisk, .restoredDisk, .movedAddress:
            count = 1
        }
        let needsDisk = kind == .fullDisk || kind == .restoredDisk
        let possible = disks.indices.filter { disks[$0] || !needsDisk }
        return Array(possible.shuffled(using: &generator).prefix(count))
    }

    private static func parts(
        of kind: ChaosFault.Kind, _ nodes: [Int], among count: Int
    ) -> [Part] {
        switch kind {
        case .kill, .stop, .freeze, .rollingRestart: return nodes.map { .process($0) }
        case .partition: return (0..<count).map { .network($0) }
        case .oneWay, .linkDown, .loss, .slow: return nodes.map { .network($0) }
        case .fullDisk: return nodes.map { .disk($0) }
        case .restoredDisk: return nodes.flatMap { [.process($0), .disk($0)] }
        case .movedAddress: return nodes.flatMap { [.process($0), .network($0)] }
        case .hostilePackets: return [.air]
        }
    }
}
