import Laboratory

extension NodeProtocolOptions {
    /// The options that were given, as a node is to be told them.
    func arguments(_ deletion: DeletionOptions) -> [String] {
        let pairs = given.compactMap { name, value in value.map { (name, $0) } }
        var arguments = (pairs + contacts.pairs + deletion.pairs).flatMap { ["--\($0.0)", $0.1] }
        if let reaction { arguments.append("--\(reaction.rawValue)") }
        if contacts.minimization { arguments.append("--minimization") }
        return arguments
    }

    /// The names of the settings that were given, as a running node has them.
    func givenNames(_ deletion: DeletionOptions) -> Set<String> {
        var names = given.filter { $0.1 != nil }.map(\.0)
        let defaults: Set = ["none", "0"]
        names += contacts.pairs.filter { !defaults.contains($0.1) }.map(\.0)
        names += deletion.pairs.map(\.0)
        if reaction != nil { names += ["reaction", "removal"] }
        if removal != nil { names += ["reaction", "direction"] }
        if contacts.minimization { names.append("minimization") }
        return Set(names)
    }

    private var given: [(String, String?)] {
        [
            ("round-interval", roundInterval?.description), ("direction", direction?.rawValue),
            ("trigger", trigger?.rawValue), ("removal", removal?.description),
            ("fanout", fanout?.description), ("echo", echo?.rawValue), ("mail", mail?.rawValue),
            ("repair", repair?.rawValue), ("cache-length", cacheLength?.description),
            ("cache-interval", cacheInterval?.description),
            ("anti-entropy", antiEntropy?.rawValue),
            ("anti-entropy-interval", antiEntropyInterval?.description),
        ]
    }
}
