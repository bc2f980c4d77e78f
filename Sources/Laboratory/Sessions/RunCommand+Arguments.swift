import Dashboard
import Epidemic

extension RunCommand {
    /// The options that make the same run again under a seed, each with its value, also where that is the
    /// default: no other default and no configuration file can then change what the file gives.
    func arguments(seed: UInt64) -> [String] {
        var pairs: [(String, String)] = [
            ("nodes", "\(cluster.nodes)"), ("topology", "\(cluster.topology)"), ("seed", "\(seed)"),
        ]
        pairs.append(("spatial", cluster.spatial.map { "\($0)" } ?? "off"))
        pairs += rumors.pairs + contacts.pairs + repair.pairs + network.pairs
        pairs += deletion.allPairs(or: DeletionSettings())
        pairs.append(("speed", "\(display.speed)"))
        pairs += plant.map { ("plant", $0.rawValue) }
        pairs += bindings.map { ("bind", "\($0.action)=\($0.key?.name ?? "")") }
        var arguments = pairs.flatMap { ["--\($0.0)", $0.1] }
        if let reaction = rumors.reactionInForce { arguments.append("--\(reaction.rawValue)") }
        if contacts.minimization { arguments.append("--minimization") }
        if display.access == .readOnly { arguments.append("--read-only") }
        if display.mouse == .released { arguments.append("--no-mouse") }
        return arguments
    }
}

extension RumorOptions {
    fileprivate var pairs: [(String, String)] {
        [
            ("rumors", spreading.rawValue), ("rounds", rounds.rawValue),
            ("round-interval", "\(roundInterval)"), ("removal", "\(removal)"),
            ("fanout", "\(fanout)"), ("echo", echo.rawValue),
            ("direction", directionInForce.rawValue), ("trigger", triggerInForce.rawValue),
        ]
    }
}

extension ContactOptions {
    /// The options with values, by name.
    package var pairs: [(String, String)] {
        [
            ("connection-limit", "\(connectionLimit)"),
            ("hunt-limit", "\(huntLimit)"),
        ]
    }
}

extension RepairOptions {
    fileprivate var pairs: [(String, String)] {
        [
            ("mail", mail.rawValue), ("repair", repair.rawValue),
            ("cache-length", "\(cacheLength)"), ("cache-interval", "\(cacheInterval)"),
            ("anti-entropy", antiEntropy.rawValue),
            ("anti-entropy-interval", "\(antiEntropyInterval)"),
            ("conflict", conflict.rawValue), ("discovery", discovery.rawValue),
        ]
    }
}

extension DeletionOptions {
    /// The options that were given, by name.
    package var pairs: [(String, String)] {
        let pairs: [(String, String?)] = [
            ("death-certificate-age", deathCertificateAge?.description),
            ("dormant-age", dormantAge?.description), ("retention", retention?.description),
        ]
        return pairs.compactMap { name, value in value.map { (name, $0) } }
    }

    /// All of them, those that were not given as these settings have them.
    fileprivate func allPairs(or defaults: DeletionSettings) -> [(String, String)] {
        let settings = changed(defaults)
        return [
            ("death-certificate-age", "\(settings.age)"), ("dormant-age", "\(settings.dormantAge)"),
            ("retention", "\(settings.retention)"),
        ]
    }
}

extension NetworkOptions {
    fileprivate var pairs: [(String, String)] {
        [
            ("latency", "\(latency)"), ("jitter", "\(jitter)"), ("loss", "\(loss)"),
            ("duplicate", "\(duplicate)"), ("bandwidth", "\(bandwidth)"),
        ]
    }
}
