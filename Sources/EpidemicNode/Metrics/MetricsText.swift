import Epidemic

/// The metrics of a node in the text format of Prometheus, version 0.0.4.
enum MetricsText {
    static func text(of status: NodeStatus) -> String {
        gauges(of: status).map(\.text).joined() + traffic(of: status).map(\.text).joined()
            + Family("outbreak_events_total", .counter, "What was dropped or not heeded, by name.")
        {
            status.counters.dropFirst(6).map { ("event=\"\($0.name)\"", Double($0.count)) }
        }.text
    }

    private static func gauges(of status: NodeStatus) -> [Family] {
        [
            Family("outbreak_info", .gauge, "Which node this is; always 1.") {
                [("name=\"\(status.id.name)\",epoch=\"\(status.id.epoch)\"", 1)]
            },
            Family("outbreak_keys", .gauge, "Keys that have a value.", Double(status.keys)),
            Family(
                "outbreak_entries", .gauge, "Entries of the table, deleted ones included.",
                Double(status.entries)),
            Family(
                "outbreak_hot_rumors", .gauge, "Updates that the node still spreads.",
                Double(status.rumors)),
            Family(
                "outbreak_cached_keys", .gauge, "Keys in the cache of recent changes.",
                Double(status.cacheFill)),
            Family(
                "outbreak_members", .gauge, "Other nodes that were heard in the last 5 seconds.",
                Double(status.members.count { $0.silence.map { $0 < .seconds(5) } ?? false })),
            Family(
                "outbreak_clock_lead_seconds", .gauge,
                "How far another node's wall clock was found to be from this one's, at most.",
                status.clockLead.inSeconds),
            Family(
                "outbreak_queued_bytes", .gauge, "Bytes that wait to be sent to other nodes.",
                Double(status.queuedBytes)),
            Family(
                "outbreak_up", .gauge,
                "1 while the node takes part and can be reached, 0 offline, frozen or without a socket.",
                status.isUp ? 1 : 0),
        ]
    }

    private static func traffic(of status: NodeStatus) -> [Family] {
        let traffic = status.traffic
        return [
            Family("outbreak_rounds_total", .counter, "Rounds begun.", Double(status.rounds)),
            .inAndOut("messages", "Messages", traffic.framesIn, traffic.framesOut),
            .inAndOut("packets", "Packets", traffic.packetsIn, traffic.packetsOut),
            .inAndOut("bytes", "Bytes", traffic.bytesIn, traffic.bytesOut),
        ]
    }
}

/// One metric with all its samples.
private struct Family {
    let text: String

    enum Kind: String { case counter, gauge }

    init(_ name: String, _ kind: Kind, _ help: String, samples: () -> [(labels: String, Double)]) {
        let lines = samples().map { labels, value in
            "\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(value)\n"
        }
        text = "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n" + lines.joined()
    }

    init(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        self.init(name, kind, help) { [("", value)] }
    }

    static func inAndOut(_ name: String, _ what: String, _ incoming: UInt64, _ outgoing: UInt64)
        -> Family
    {
        Family("outbreak_gossip_\(name)_total", .counter, "\(what) exchanged with other nodes.") {
            [("direction=\"in\"", Double(incoming)), ("direction=\"out\"", Double(outgoing))]
        }
    }
}
