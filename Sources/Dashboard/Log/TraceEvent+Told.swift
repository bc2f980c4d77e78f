import ClusterObservation

extension TraceEvent.Kind {
    /// Whether it is worth a line. Not an exchange that begins, for its end is told; nor one that
    /// found both tables equal from the start; nor a command whose effect is told, or which only
    /// moves time.
    var isTold: Bool {
        switch self {
        case .wrote, .received, .outdated, .lostInterest, .messageLost, .dropped, .diverged,
            .tookEpoch, .arrival, .died, .cameBack, .told, .undid:
            true
        case .certificate(_, let event): event != .discarded
        case .returned, .wasAway: true
        case .exchangeBegan: false
        case .exchangeEnded(_, let report, _):
            report.ending != .equal || report.repairedHere + report.repairedThere > 0
        case .membership(let notice): notice.isTold
        case .commanded(let command): command.isTold
        case .arranged(let command): command.changesWhatIsInForce
        }
    }

    /// What somebody or a demonstration did.
    var command: ClusterCommand? {
        switch self {
        case .commanded(let command), .arranged(let command): command
        default: nil
        }
    }
}

extension MembershipNotice {
    /// Everybody gets to know everybody, and hears of every suspicion: only what comes of it is told.
    fileprivate var isTold: Bool {
        switch self {
        case .believes(_, let standing, _): standing == .dead || standing == .left
        case .refuted: true
        case .registry(let standing): standing == .silent
        }
    }
}

extension ClusterCommand {
    /// Whether it is told although a demonstration has its own words for what it does: they do not name all
    /// that it sets.
    fileprivate var changesWhatIsInForce: Bool {
        switch self {
        case .setProtocol, .setNetwork, .setLinks, .setChurn, .restart, .thaw: true
        default: false
        }
    }

    fileprivate var isTold: Bool {
        switch self {
        case .write, .delete, .compare, .hand, .pause, .resume, .setSpeed, .stepEvent, .stepRound,
            .goTo:
            false
        case .kill, .restart, .freeze, .thaw, .addNode, .cut, .restore, .partition, .heal,
            .setNetwork, .setLinks, .isolate, .setChurn, .setProtocol, .fill, .demonstrate,
            .disturb, .backRound, .undo:
            true
        }
    }
}
