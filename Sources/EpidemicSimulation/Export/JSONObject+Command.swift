import ClusterObservation
import Epidemic

// What was done to the cluster, as members of a line. Commands that move time alone stand in no run.

extension JSONObject {
    /// The command's name and what it was given.
    mutating func add(_ command: ClusterCommand) {
        add("command", .text(command.exportName))
        switch command {
        case .write(_, let key, let value):
            add("key", .text("\(key)"))
            add("value", .text("\(value)"))
        case .delete(_, let key): add("key", .text("\(key)"))
        case .restart(_, let data): add("data", .text(data.rawValue))
        case .cut(let links), .restore(let links): add(links)
        case .partition(let groups): add("groups", .whole(groups))
        case .setNetwork(let conditions): add("conditions", .object(JSONObject(conditions)))
        case .setLinks(let links, let conditions):
            add(links)
            add("conditions", conditions.map { .object(JSONObject($0)) } ?? .null)
        case .isolate(_, let isolation): add("isolation", .text(isolation.rawValue))
        case .setChurn(let churn):
            add("interval", churn.map { .seconds($0.interval) } ?? .null)
            add("downTime", churn.map { .seconds($0.downTime) } ?? .null)
        case .disturb(let disturbance): add(disturbance)
        case .setProtocol(let settings): add("settings", .object(JSONObject(settings)))
        case .fill(let filling):
            add("common", .whole(filling.common))
            add("differing", .whole(filling.differing))
        case .compare(_, let other): add("with", .name(other))
        case .hand(let key, _, let other):
            add("key", .text("\(key)"))
            add("to", .name(other))
        case .demonstrate(let demonstration):
            add("name", demonstration.map { .text($0.name) } ?? .null)
        case .setSpeed(let speed): add("speed", .number("\(speed)"))
        case .goTo(let moment): add("to", .seconds(moment - .zero))
        case .kill, .freeze, .thaw, .addNode, .heal, .pause, .resume, .stepEvent, .stepRound,
            .backRound, .undo:
            break
        }
    }

    private mutating func add(_ disturbance: Disturbance) {
        if let node = disturbance.node { add("node", .name(node)) }
        switch disturbance {
        case .clog(let links), .unclog(let links): add(links)
        case .setClock(_, let ahead): add("ahead", .seconds(ahead))
        case .cutPower, .backUp, .putBack, .leave: break
        }
    }

    private mutating func add(_ links: [DirectedLink]) {
        add("links", .list(links.map { .list([.name($0.from), .name($0.to)]) }))
    }

    private init(_ conditions: NetworkConditions) {
        self.init([
            "latency": .seconds(conditions.latency), "jitter": .seconds(conditions.jitter),
            "loss": .number("\(conditions.loss)"),
            "duplication": .number("\(conditions.duplication)"),
            "bandwidth": conditions.bandwidth.map { .whole($0) } ?? .null,
        ])
    }

    private init(_ settings: ProtocolSettings) {
        self.init([
            "rumors": settings.rumors.map { .object(JSONObject($0)) } ?? .null,
            "mail": .text(settings.mail.rawValue), "repair": .text(settings.repair.rawValue),
            "cacheLength": .whole(settings.cache.length),
            "cacheInterval": settings.cache.interval.map { .seconds($0) } ?? .null,
            "antiEntropy": settings.antiEntropy.method.map { .text($0.rawValue) } ?? .null,
            "antiEntropyInterval": .seconds(settings.antiEntropy.interval),
            "treeDepth": .whole(settings.antiEntropy.treeDepth.levels),
            "deathCertificateAge": .seconds(settings.deletion.age),
            "dormantAge": .seconds(settings.deletion.dormantAge),
            "retention": .whole(settings.deletion.retention),
            "conflict": .text(settings.conflict.rawValue),
        ])
    }

    private init(_ rumors: SpreadingSettings) {
        self.init([
            "direction": .text(rumors.direction.rawValue),
            "trigger": .text(rumors.trigger.rawValue), "fanout": .whole(rumors.fanOut),
            "rounds": .text(rumors.rounds.rawValue), "interval": .seconds(rumors.interval),
            "removal": .text(rumors.removal.exportName),
            "reaction": rumors.removal.reaction.map { .text($0.rawValue) } ?? .null,
        ])
    }
}

extension JSONObject.Value {
    fileprivate static func seconds(_ span: TimeSpan) -> JSONObject.Value {
        .number(JSONLines.seconds(span))
    }
}

extension ClusterCommand {
    fileprivate var exportName: String {
        switch self {
        case .write: "write"
        case .delete: "delete"
        case .kill: "kill"
        case .restart: "restart"
        case .freeze: "freeze"
        case .thaw: "thaw"
        case .addNode: "add-node"
        case .cut: "cut"
        case .restore: "restore"
        case .partition: "partition"
        case .heal: "heal"
        case .setNetwork: "set-network"
        case .setLinks: "set-links"
        case .isolate: "isolate"
        case .setChurn: "set-churn"
        case .disturb(.cutPower): "cut-power"
        case .disturb(.backUp): "back-up"
        case .disturb(.putBack): "put-back"
        case .disturb(.leave): "leave"
        case .disturb(.clog): "clog"
        case .disturb(.unclog): "unclog"
        case .disturb(.setClock): "set-clock"
        case .setProtocol: "set-protocol"
        case .fill: "fill"
        case .compare: "compare"
        case .hand: "hand"
        case .demonstrate: "demonstrate"
        case .pause: "pause"
        case .resume: "resume"
        case .setSpeed: "set-speed"
        case .stepEvent: "step-event"
        case .stepRound: "step-round"
        case .backRound: "back-round"
        case .goTo: "go-to"
        case .undo: "undo"
        }
    }
}

extension SpreadingRemoval {
    /// As the option is written.
    fileprivate var exportName: String {
        switch self {
        case .counter(let limit, _): "counter:\(limit)"
        case .coin(let sides, _): "coin:\(sides)"
        case .timeToLive(let rounds): "ttl:\(rounds)"
        case .decay(let persistence): "decay:\(persistence)"
        case .never: "never"
        case .pushThenPull(let rounds): "push-then-pull:\(rounds)"
        case .medianCounter(let limit, let silent): "median-counter:\(limit),\(silent)"
        }
    }
}
