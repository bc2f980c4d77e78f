import Epidemic
import EpidemicNode
import Laboratory

/// What a node prints when it is ready, in the form of its log.
struct ReadyLine {
    private let name: String
    private let epoch: UInt64
    /// Purpose and address.
    private let places: [(String, String)]
    private let transport: TransportKind
    private let start: Node.Start

    init(_ node: Node, _ transport: TransportKind) {
        name = node.start.id.name.text
        epoch = node.start.id.epoch
        places =
            [("gossip", "\(node.gossip)")]
            + (node.advertised.map { [("advertised", "\($0)")] } ?? [])
            + (node.control.map { [("control", "\($0)")] } ?? [])
            + (node.metrics.map { [("metrics", "http://\($0)/metrics")] } ?? [])
        self.transport = transport
        start = node.start
    }

    func text(in format: LogFormat) -> String {
        switch format {
        case .text: text
        case .json: json
        }
    }

    private var text: String {
        let told = places.map { purpose, address in
            purpose == "gossip"
                ? "gossip \(address) (\(transport.rawValue))" : "\(purpose) \(address)"
        }.joined(separator: ", ")
        return "node \(name) is ready: \(told), epoch \(epoch), \(data)"
    }

    private var json: String {
        let facts: [Record.Field] = [
            .init("time", .text(LogFormat.moment())), .init("level", .text("notice")),
            .init("node", .text(name)), .init("message", .text("ready")),
            .init("epoch", .whole(epoch)), .init("transport", .text(transport.rawValue)),
        ]
        return Record(
            facts + places.map { Record.Field($0, .text($1)) }
                + [Record.Field("data", .text(data))]
        ).json
    }

    /// What it found in its data directory.
    private var data: String {
        switch start {
        case .fresh: "empty"
        case .resumed: "with its data"
        case .copied(let old, _): "with a copy of the data of epoch \(old.epoch)"
        }
    }
}
