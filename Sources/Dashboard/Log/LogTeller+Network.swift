import ClusterObservation

extension LogTeller {
    func begun(with other: NodeID, _ method: AntiEntropyMethod) -> LogSentence {
        LogSentence(
            "\(here) compares tables with \(model.name(of: other)): \(method.rawValue) anti-entropy",
            .logText)
    }

    func exchange(
        with other: NodeID, _ report: ExchangeReport, bytes: Int
    ) -> LogSentence {
        let pair = "\(here) and \(model.name(of: other))"
        switch report.ending {
        case .equal:
            return LogSentence("\(pair) are equal now: \(repairs(report, other, bytes))", .logText)
        case .different:
            return LogSentence(
                "\(pair) compared tables that changed meanwhile: \(repairs(report, other, bytes))",
                .logText)
        case .refused:
            return LogSentence(
                "\(model.name(of: other)) compares tables with others already and refused \(here)",
                .logText)
        case .abandoned:
            return LogSentence(
                "\(here) gave up comparing tables with \(model.name(of: other)): no answer",
                .logLoss)
        }
    }

    private func repairs(_ report: ExchangeReport, _ other: NodeID, _ bytes: Int) -> String {
        "\(report.method.rawValue) anti-entropy repaired "
            + "\(Words.count(report.repairedHere, "entry", "entries")) at \(here), "
            + "\(report.repairedThere) at \(model.name(of: other)) "
            + "(\(Words.count(report.roundTrips, "round trip")), \(Words.grouped(bytes)) B)"
    }

    func lost(_ to: NodeID, _ kind: MessageKind, _ reason: LossReason) -> LogSentence {
        let message = "\(Words.messageKind(kind)) from \(here) to \(model.name(of: to)) lost"
        switch reason {
        case .cut: return LogSentence("\(message): the link is cut", .logLoss)
        case .lossy: return LogSentence("\(message) by the network", .logLoss)
        case .receiverDown: return LogSentence("\(message): it is down", .logLoss)
        case .queueFull: return LogSentence("\(message): the link's queue is full", .logFault)
        }
    }

    func dropped(_ name: String, from: NodeID?) -> LogSentence {
        let source = from.map { " from \(model.name(of: $0))" } ?? ""
        return LogSentence("\(here) dropped a message\(source): \(name)", .logLoss)
    }

    func words(for reason: RemovalReason) -> String {
        switch reason {
        case .counter(let rounds):
            switch model.view?.settings.rumors?.removal.reaction {
            case .blind: "spread for \(Words.count(rounds, "round"))"
            case .feedback, nil:
                rounds == 1
                    ? "an unnecessary round" : "\(rounds) unnecessary rounds in a row"
            }
        case .coin: "the coin said so"
        case .timeToLive: "its time to live is over"
        case .decay: "its interest decayed"
        case .pushThenPull: "it was there to be asked for long enough"
        case .medianCounter: "it was past its limit long enough, or its rounds were up"
        case .knownToAll: "every peer is known to have it"
        case .superseded: "another update of the key won over it"
        case .expired: "the deletion is old enough to be forgotten"
        case .switchedOff: "rumors were switched off"
        }
    }
}

extension Words {
    /// Why one update wins over another.
    static func reason(
        _ reason: ConflictReason, winner: WriteClock, loser: WriteClock,
        _ lives: KnownLives
    ) -> String {
        switch reason {
        case .causality: "its writer had seen it"
        case .otherLife(let life):
            "same name, another life: it comes after, and need not have seen \(lives.text(life))"
        case .norm: "longer clock (squared norm \(winner.squaredNorm) > \(loser.squaredNorm))"
        case .component(let replica):
            "clocks equally long, "
                + tie(at: replica, winner[replica.name].count, loser[replica.name].count, lives)
        case .identity: "equal clocks, the larger identity"
        }
    }

    /// How two equally long clocks are told apart at the smallest name where they differ.
    static func tie(
        at replica: ReplicaIdentity, _ winner: UInt64, _ loser: UInt64, _ lives: KnownLives
    ) -> String {
        winner == loser
            ? "\(lives.text(replica)) is the later life"
            : "\(lives.text(replica)) counts \(winner) > \(loser)"
    }

    /// `3`, or `3–5`.
    static func range(_ range: ClosedRange<UInt64>) -> String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
    }
}
