import ClusterObservation
import Epidemic
import EpidemicSimulation

extension SimulationConfiguration {
    /// The options of `outbreak run` that make this cluster, whatever defaults there are then.
    var arguments: [String] {
        let pairs: [(String, String)] = [
            ("nodes", "\(nodes)"), ("topology", "\(topology)"), ("seed", "\(seed)"),
            ("discovery", discovery.rawValue), ("latency", "\(network.latency)"),
            ("jitter", "\(network.jitter)"), ("loss", "\(network.loss)"),
            ("duplicate", "\(network.duplication)"),
            ("bandwidth", network.bandwidth.map { "\($0)" } ?? "none"),
        ]
        let distance = ["--spatial", spatial.map { "\($0)" } ?? "off"]
        return pairs.flatMap { ["--\($0.0)", $0.1] } + distance + settings.arguments
    }
}

extension Settings {
    /// The options of `outbreak run` that make these settings.
    var arguments: [String] {
        var pairs: [(String, String)] = [
            ("rumors", rumors == nil ? "off" : "on"), ("mail", mail.rawValue),
            ("repair", repair.rawValue),
            ("cache-length", "\(cache.length)"),
            ("cache-interval", cache.interval?.description ?? "off"),
            ("anti-entropy", antiEntropy.method?.rawValue ?? "off"),
            ("anti-entropy-interval", "\(antiEntropy.interval)"),
            ("death-certificate-age", "\(deletion.age)"), ("dormant-age", "\(deletion.dormantAge)"),
            ("retention", "\(deletion.retention)"), ("conflict", conflict.rawValue),
            ("connection-limit", antiEntropy.limits.connections.map { "\($0)" } ?? "none"),
            ("hunt-limit", "\(antiEntropy.limits.hunt)"),
        ]
        let planted = plantedFaults.flatMap { ["--plant", $0.rawValue] }
        guard let rumors else { return pairs.flatMap { ["--\($0.0)", $0.1] } + planted }
        pairs += [
            ("rounds", rumors.rounds.rawValue), ("round-interval", "\(rumors.interval)"),
            ("direction", rumors.direction.rawValue), ("trigger", rumors.trigger.rawValue),
            ("removal", "\(RemovalRule(rumors.removal))"), ("fanout", "\(rumors.fanOut)"),
            ("echo", rumors.echo.rawValue),
        ]
        return pairs.flatMap { ["--\($0.0)", $0.1] }
            + (rumors.removal.reaction.map { ["--\($0.rawValue)"] } ?? [])
            + (rumors.minimization == .on ? ["--minimization"] : [])
            + planted
    }
}

extension RemovalRule {
    /// How a rule of the engine is written, but for its reaction.
    init(_ removal: Removal) {
        self =
            switch removal {
            case .counter(let limit, _): .counter(limit)
            case .coin(let sides, _): .coin(sides)
            case .timeToLive(let rounds): .timeToLive(rounds)
            case .decay(let persistence): .decay(persistence)
            case .never: .never
            case .pushThenPull(let rounds): .pushThenPull(rounds)
            case .medianCounter(let limit, let silent): .medianCounter(limit, silent)
            }
    }
}
