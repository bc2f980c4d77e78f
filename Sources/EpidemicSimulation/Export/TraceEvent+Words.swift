import ClusterObservation
import Epidemic

extension TraceEvent.Kind {
    /// What happened at a host, in a few words; nil for what the run tells in another way, as losses.
    var words: String? {
        switch self {
        case .wrote(let update): "writes \(update.words)"
        case .received(let update, let from, let layer, let hops, _):
            "gets \(update.words) from \(from.name) by \(layer.exportName), hop \(hops)"
        case .outdated(let update, let from, _, let winner):
            "keeps \(winner.update.words) over \(update.words) from \(from.name)"
        case .lostInterest(let update, _): "loses interest in \(update.words)"
        case .certificate(let update, .dormant): "keeps \(update.words) dormant"
        case .certificate(let update, .reactivated): "spreads \(update.words) again"
        case .certificate(let update, .discarded): "forgets \(update.words)"
        case .returned(let update, .taken, let from):
            "takes \(update.words) back from \(from.name)"
        case .returned(let update, .refused, let from):
            "refuses \(update.words) from \(from.name)"
        case .returned(let update, .letGo, let from):
            "lets go of \(update.words), as \(from.name) says"
        case .exchangeBegan(let other, let method):
            "compares tables with \(other.name), \(method.rawValue)"
        case .exchangeEnded(let other, let report, _):
            "ends with \(other.name): \(report.repairedHere) repaired here, "
                + "\(report.repairedThere) there"
        case .dropped(let name, _): "drops: \(name)"
        case .diverged(let update): "diverges on \(update.words)"
        case .wasAway(let length): "was away for \(length)"
        case .tookEpoch(let identity): "lives on as \(identity)"
        case .membership(.believes(let member, let standing, _)):
            "believes \(member.name) \(standing)"
        case .membership(.refuted(let standing)): "says that it is not \(standing)"
        case .membership(.registry(let standing)): "finds the registry \(standing)"
        case .arrival(let notice): notice.words
        case .died(.churn): "dies by churn"
        case .died(.ended(let reason)): "ends \(reason)"
        case .cameBack: "comes back"
        case .commanded(let command), .arranged(let command): command.words
        case .messageLost, .told, .undid: nil
        }
    }
}

extension ArrivalNotice {
    fileprivate var words: String {
        switch self {
        case .began: "is arriving"
        case .learned(let other): "is ready with what \(other.name) held"
        case .together: "is ready with the others"
        case .alone: "is ready alone"
        case .first: "is ready as the first"
        case .reissued(let count): "makes \(count) writes again"
        }
    }
}

extension ClusterCommand {
    /// What somebody did to one node.
    fileprivate var words: String? {
        switch self {
        case .kill: "is killed"
        case .restart(_, .kept): "is restarted with its data"
        case .restart(_, .lost): "is restarted without its data"
        case .freeze: "is frozen"
        case .thaw: "is thawed"
        case .isolate(_, let isolation): "is isolated: \(isolation.rawValue)"
        case .disturb(.cutPower): "loses its power"
        case .disturb(.backUp): "has its disk copied"
        case .disturb(.putBack): "has its disk set back"
        case .disturb(.leave): "is told to leave"
        case .disturb(.setClock(_, let ahead)): "has its wall clock set \(ahead) ahead"
        case .write, .delete, .addNode, .cut, .restore, .partition, .heal, .setNetwork, .setLinks,
            .disturb(.clog), .disturb(.unclog),
            .setChurn, .setProtocol, .fill, .compare, .hand, .demonstrate, .pause, .resume,
            .setSpeed, .stepEvent, .stepRound,
            .backRound, .goTo, .undo:
            nil
        }
    }
}

extension ClusterUpdate {
    fileprivate var words: String {
        switch content {
        case .value(let value): "\(key)=\(value)"
        case .deathCertificate: "deletion of \(key)"
        }
    }
}

extension NodeID {
    fileprivate var name: String { ReplicaName.node(index).text }
}
