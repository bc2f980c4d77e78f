import ClusterObservation
import TerminalUI

/// An event as a sentence.
struct LogSentence: Hashable {
    var text: String
    /// How it is meant.
    var role: Role

    init(_ event: TraceEvent, model: Shared<DashboardModel>) {
        if case .setProtocol? = event.kind.command,
            let changes = model.wrappedValue.log.changes[event.number]
        {
            let who = if case .arranged = event.kind { LogTeller.scenario } else { "you" }
            self.init("protocol set by \(who): \(changes)", .logCommand)
        } else {
            self = LogTeller(model: model, node: event.node).sentence(for: event.kind)
        }
    }

    init(_ text: String, _ role: Role) {
        self.text = text
        self.role = role
    }
}

/// Finds the words for what happened at a node.
struct LogTeller {
    @Shared var model: DashboardModel
    let node: NodeID?

    func sentence(for kind: TraceEvent.Kind) -> LogSentence {
        switch kind {
        case .wrote(let update): wrote(update)
        case .received(let update, let from, let layer, let hops, let defeat):
            received(update, from: from, by: layer, hops: hops, over: defeat)
        case .outdated(let update, let from, let layer, let winner):
            outdated(update, from: from, by: layer, winner: winner)
        case .lostInterest(let update, let reason):
            LogSentence("\(here) removed: \(Words.update(update)), \(words(for: reason))", .logLoss)
        case .certificate(let update, let event): certificate(of: update, event)
        case .returned(let update, let event, let other): returned(update, event, other)
        case .exchangeBegan(let other, let method): begun(with: other, method)
        case .exchangeEnded(let other, let report, let bytes):
            exchange(with: other, report, bytes: bytes)
        case .messageLost(let to, let kind, let reason): lost(to, kind, reason)
        case .dropped(let name, let from): dropped(name, from: from)
        case .diverged(let update):
            LogSentence("DIVERGED at \(here): \(words(forDivergenceBy: update))", .logFault)
        case .wasAway(let length):
            LogSentence(
                "\(here) was away for \(Words.age(length)), longer than deletions are remembered: "
                    + "it may hold what was deleted", .logFault)
        case .tookEpoch(let identity):
            LogSentence("\(here) begins a new life as \(model.lives.text(identity))", .logCommand)
        case .membership(let notice): sentence(for: notice)
        case .arrival(let notice): sentence(for: notice)
        case .died(.churn): LogSentence("\(here) died by churn", .logFault)
        case .died(.ended(let reason)):
            LogSentence("the process of \(here) ended \(reason)", .logFault)
        case .cameBack: LogSentence("\(here) came back with its data", .logCommand)
        case .commanded(let command): LogSentence(words(for: command), .logCommand)
        case .arranged(let command):
            LogSentence(words(for: command, by: Self.scenario), .logCommand)
        case .told(let words): LogSentence(words, .strong)
        case .undid(let what): LogSentence("\(what) undone by you", .logCommand)
        }
    }

    /// Who did what a demonstration does.
    static let scenario = "the scenario"

    var here: String { node.map(model.name) ?? "the cluster" }

    private func id(of update: ClusterUpdate) -> String { model.lives.text(update.id) }

    /// Why what arrived can never become equal to what is here.
    private func words(forDivergenceBy update: ClusterUpdate) -> String {
        switch model.view?.settings.conflict {
        case .mergeClocksUnsafe:
            "\(Words.update(update)) came under the very clock of another value: "
                + model.lives.text(update.clock)
        case .incrementOnReceiptUnsafe:
            "\(Words.update(update)) met another value under a clock as long as its own: "
                + "neither gives way"
        case .norm, nil: "two different updates call themselves \(id(of: update))"
        }
    }

    private func certificate(
        of update: ClusterUpdate, _ event: TraceEvent.CertificateEvent
    ) -> LogSentence {
        switch event {
        case .dormant:
            LogSentence("\(here) keeps the deletion of \(Words.key(update.key)) dormant", .logLoss)
        case .reactivated:
            LogSentence("\(here) spreads the deletion of \(Words.key(update.key)) again", .logGain)
        case .discarded:
            LogSentence("\(here) forgot the deletion of \(Words.key(update.key))", .logLoss)
        }
    }

    private func returned(
        _ update: ClusterUpdate, _ event: TraceEvent.ReturnEvent, _ other: NodeID
    ) -> LogSentence {
        let what = Words.update(update)
        let other = model.name(of: other)
        return switch event {
        case .taken:
            LogSentence(
                "\(here) took \(what) back from \(other): it came back, its deletion is forgotten",
                .logFault)
        case .refused:
            LogSentence(
                "\(here) refused \(what) from \(other): it had seen it superseded, long ago",
                .logText)
        case .letGo:
            LogSentence(
                "\(here) let go of \(what): \(other) had seen it superseded, long ago", .logLoss)
        }
    }

    private func wrote(_ update: ClusterUpdate) -> LogSentence {
        switch update.content {
        case .value:
            LogSentence("\(here) wrote \(Words.update(update)) as \(id(of: update))", .logGain)
        case .deathCertificate:
            LogSentence("\(here) deleted \(Words.key(update.key)) as \(id(of: update))", .logGain)
        }
    }

    private func received(
        _ update: ClusterUpdate, from: NodeID, by layer: SpreadingLayer, hops: Int,
        over defeat: TraceEvent.Defeat?
    ) -> LogSentence {
        var text =
            "\(here) got \(Words.update(update)) from \(model.name(of: from)) by "
            + "\(Words.layer(layer)), \(Words.count(hops, "hop")) from \(model.lives.text(update.id.origin))"
        if let settings = model.view?.settings, settings.rumors != nil,
            !layer.isHot(under: settings)
        {
            text += ", and does not spread it: repair \(settings.repair.rawValue)"
        }
        if let defeat {
            text += "; won over \(Words.update(defeat.update)): "
            text += Words.reason(
                defeat.reason, winner: update.clock, loser: defeat.update.clock, model.lives)
        }
        return LogSentence(text, .logGain)
    }

    private func outdated(
        _ update: ClusterUpdate, from: NodeID, by layer: SpreadingLayer, winner: TraceEvent.Defeat
    ) -> LogSentence {
        let reason = Words.reason(
            winner.reason, winner: winner.update.clock, loser: update.clock, model.lives)
        return LogSentence(
            "\(here) kept \(Words.update(winner.update)) over \(Words.update(update)), come from "
                + "\(model.name(of: from)) by \(Words.layer(layer)): \(reason)", .logText)
    }
}
