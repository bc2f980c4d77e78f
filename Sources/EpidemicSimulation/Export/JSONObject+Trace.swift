import ClusterObservation
import Epidemic

// What a trace tells, as members of a line.

extension JSONObject {
    /// The event's name and what it says.
    mutating func add(_ kind: TraceEvent.Kind) {
        switch kind {
        case .wrote(let update): begin("wrote", update)
        case .received(let update, let from, let layer, let hops, let over):
            begin("received", update)
            add("from", .name(from))
            add("by", .text(layer.exportName))
            add("hops", .whole(hops))
            add("over", over.map(Value.init) ?? .null)
        case .outdated(let update, let from, let layer, let winner):
            begin("outdated", update)
            add("from", .name(from))
            add("by", .text(layer.exportName))
            add("winner", Value(winner))
        case .lostInterest(let update, let reason):
            begin("lost-interest", update)
            add("reason", .text(reason.exportName))
        case .certificate(let update, let event):
            begin("certificate", update)
            add("state", .text(event.rawValue))
        case .returned(let update, let event, let other):
            begin("returned", update)
            add("state", .text(event.rawValue))
            add("with", .name(other))
        case .exchangeBegan(let other, let method):
            add("event", .text("exchange-began"))
            add("with", .name(other))
            add("method", .text(method.rawValue))
        case .exchangeEnded(let other, let report, let bytes):
            add("event", .text("exchange-ended"))
            add("with", .name(other))
            add(report, bytes: bytes)
        case .messageLost(let to, let kind, let reason):
            add("event", .text("message-lost"))
            add("to", .name(to))
            add("kind", .text(kind.exportName))
            add("reason", .text(reason.exportName))
        case .dropped(let name, let from):
            add("event", .text("dropped"))
            add("name", .text(name))
            add("from", from.map { .name($0) } ?? .null)
        case .diverged(let update): begin("diverged", update)
        case .wasAway(let length):
            add("event", .text("was-away"))
            add("seconds", .number(JSONLines.seconds(length)))
        case .tookEpoch(let identity):
            add("event", .text("took-epoch"))
            add("epoch", .whole(Int(clamping: identity.epoch)))
        case .membership(let notice): add(notice)
        case .arrival(let notice): add(notice)
        case .died(let death):
            add("event", .text("died"))
            if case .ended(let reason) = death { add("reason", .text(reason)) }
        case .cameBack: add("event", .text("came-back"))
        case .commanded(let command):
            add("event", .text("commanded"))
            add(command)
        case .arranged(let command):
            add("event", .text("arranged"))
            add(command)
        case .told(let words):
            add("event", .text("told"))
            add("words", .text(words))
        case .undid(let what):
            add("event", .text("undid"))
            add("what", .text(what))
        }
    }

    private mutating func add(_ notice: MembershipNotice) {
        switch notice {
        case .believes(let member, let standing, let before):
            add("event", .text("believes"))
            add("member", .text("\(member.name)"))
            add("standing", .text("\(standing)"))
            add("before", before.map { .text("\($0)") } ?? .null)
        case .refuted(let standing):
            add("event", .text("refuted"))
            add("standing", .text("\(standing)"))
        case .registry(let standing):
            add("event", .text("registry"))
            add("standing", .text("\(standing)"))
        }
    }

    private mutating func add(_ notice: ArrivalNotice) {
        switch notice {
        case .began: add("event", .text("arriving"))
        case .learned(let other):
            add("event", .text("ready"))
            add("from", .name(other))
        case .together, .alone, .first:
            add("event", .text("ready"))
            add("because", .text("\(notice)"))
        case .reissued(let count):
            add("event", .text("reissued"))
            add("writes", .whole(count))
        }
    }

    private mutating func begin(_ name: String, _ update: ClusterUpdate) {
        add("event", .text(name))
        add("update", .object(JSONObject(update)))
    }

    private mutating func add(_ report: ExchangeReport, bytes: Int) {
        add("method", .text(report.method.rawValue))
        add("ending", .text(report.ending.exportName))
        add("repairedHere", .whole(report.repairedHere))
        add("repairedThere", .whole(report.repairedThere))
        add("roundTrips", .whole(report.roundTrips))
        add("messages", .whole(report.messages))
        add("bytes", .whole(bytes))
    }

    /// An update: who wrote it and which of its writes it is, its key, its value or null for a deletion,
    /// its clock.
    init(_ update: ClusterUpdate) {
        var clock = JSONObject()
        for component in update.clock.components {
            clock.add("\(component.replica)", .whole(Int(clamping: component.count)))
        }
        self.init([
            "origin": .text("\(update.id.origin)"),
            "sequence": .whole(Int(clamping: update.id.sequence)),
            "key": .text("\(update.key)"),
            "value": update.content.value.map { .text("\($0)") } ?? .null,
            "clock": .object(clock),
        ])
    }
}

extension JSONObject.Value {
    /// The other update of a conflict, and why the winner won.
    fileprivate init(_ defeat: TraceEvent.Defeat) {
        self = .object(
            JSONObject([
                "update": .object(JSONObject(defeat.update)),
                "reason": .text(defeat.reason.exportName),
            ]))
    }
}

extension ConflictReason {
    fileprivate var exportName: String {
        switch self {
        case .causality: "causality"
        case .otherLife(let replica): "other-life \(replica)"
        case .norm: "norm"
        case .component(let replica): "component \(replica)"
        case .identity: "identity"
        }
    }
}

extension RemovalReason {
    fileprivate var exportName: String {
        switch self {
        case .counter(let count): "counter \(count)"
        case .coin: "coin"
        case .timeToLive: "time-to-live"
        case .decay: "decay"
        case .pushThenPull: "push-then-pull"
        case .medianCounter: "median-counter"
        case .knownToAll: "known-to-all"
        case .superseded: "superseded"
        case .expired: "expired"
        case .switchedOff: "switched-off"
        }
    }
}

extension ExchangeReport.Ending {
    fileprivate var exportName: String {
        switch self {
        case .equal: "equal"
        case .different: "different"
        case .abandoned: "abandoned"
        case .refused: "refused"
        }
    }
}
