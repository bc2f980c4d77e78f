import ClusterObservation
import Epidemic

/// The events of a run as JSON Lines: one object for each, in the order in which they happened.
///
/// Every line has `moment` (seconds), `round`, `node` (null for the whole cluster) and `event`; what
/// else stands in it depends on the event: see <doc:Exports>. Times are exact to the nanosecond. Bytes
/// of keys and values that are no UTF-8 are told by the replacement character.
public enum JSONLines {
    /// One event, without the end of its line.
    public static func line(for event: RunEvent) -> String {
        var object = JSONObject([
            "moment": .number(seconds(event.moment)), "round": .whole(event.round),
            "node": event.node.map { .name($0) } ?? .null,
        ])
        switch event.kind {
        case .sent(let message, let ends):
            object.add("event", .text("sent"))
            object.add(message)
            object.add("ends", .whole(ends))
        case .arrived(let message):
            object.add("event", .text("arrived"))
            object.add(message)
        case .lost(let message, let reason):
            object.add("event", .text("lost"))
            object.add(message)
            object.add("reason", .text(reason.exportName))
        case .traced(let kind): object.add(kind)
        }
        return object.text
    }

    /// `12.5`: seconds with as many digits as they need.
    static func seconds(_ moment: Moment) -> String { seconds(moment - .zero) }

    static func seconds(_ span: TimeSpan) -> String {
        let (whole, part) = span.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let digits = String(part)
        var fraction = String(repeating: "0", count: 9 - digits.count) + digits
        while fraction.last == "0", fraction.count > 1 { fraction.removeLast() }
        return "\(whole).\(fraction)"
    }
}

extension JSONObject {
    fileprivate mutating func add(_ message: RunMessage) {
        add("message", .whole(message.number))
        add("kind", .text(message.kind.exportName))
        add("from", .name(message.link.from))
        add("to", .name(message.link.to))
        add("bytes", .whole(message.bytes))
    }
}

extension JSONObject.Value {
    /// A node by its name.
    static func name(_ node: NodeID) -> JSONObject.Value {
        .text(ReplicaName.node(node.index).text)
    }
}

extension MessageKind {
    /// Its name in exports.
    var exportName: String {
        switch self {
        case .rumor: "rumor"
        case .feedback: "feedback"
        case .pull: "pull"
        case .mail: "mail"
        case .cache: "cache"
        case .antiEntropy: "anti-entropy"
        case .membership: "membership"
        }
    }
}

extension SpreadingLayer {
    /// Its name in exports.
    var exportName: String {
        switch self {
        case .rumor: "rumor"
        case .mail: "mail"
        case .cache: "cache"
        case .antiEntropy: "anti-entropy"
        }
    }
}

extension LossReason {
    /// Its name in exports.
    var exportName: String {
        switch self {
        case .cut: "cut"
        case .lossy: "lossy"
        case .receiverDown: "receiver-down"
        case .queueFull: "queue-full"
        }
    }
}
