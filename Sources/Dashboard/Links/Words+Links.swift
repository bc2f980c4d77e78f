import ClusterObservation

extension Words {
    /// All that there is to say of a link: whether messages pass, how many went where that is told, and
    /// what sets it apart from the others.
    static func link(_ link: LinkDetail, in view: ClusterView) -> [String] {
        guard link.condition != .absent else {
            return [link.isToItself ? "the same node" : "no link"]
        }
        let traffic =
            view.tellsMessages
            ? [
                count(link.sent, "sent", "sent"), count(link.lost, "lost", "lost"),
                bytes(link.bytes),
            ] : []
        return [condition(link.condition)] + traffic
            + (link.special.map { special($0, among: view.network ?? NetworkConditions()) } ?? [])
    }

    private static func condition(_ condition: LinkDetail.Condition) -> String {
        switch condition {
        case .absent: "no link"
        case .up: "up"
        case .cut: "cut"
        case .separated: "cut by the partition"
        }
    }

    /// The conditions that differ from the common ones.
    private static func special(
        _ own: NetworkConditions, among common: NetworkConditions
    ) -> [String] {
        var words: [String] = []
        if own.loss != common.loss { words.append("loss \(fraction(own.loss))") }
        if own.latency != common.latency { words.append("latency \(own.latency)") }
        if own.jitter != common.jitter { words.append("jitter \(own.jitter)") }
        if own.duplication != common.duplication {
            words.append("duplication \(fraction(own.duplication))")
        }
        if own.bandwidth != common.bandwidth {
            words.append(own.bandwidth.map { "\(bytes($0))/s" } ?? "unlimited")
        }
        return words.isEmpty ? ["conditions of its own"] : words
    }

    /// An amount of bytes: `950 B`, `3.1 kB`, `12.0 MB`.
    static func bytes(_ count: Int) -> String {
        switch count {
        case ..<1_000: "\(count) B"
        case ..<1_000_000: "\(oneDigit(Double(count) / 1_000)) kB"
        default: "\(oneDigit(Double(count) / 1_000_000)) MB"
        }
    }
}
