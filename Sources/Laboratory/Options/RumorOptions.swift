import ArgumentParser
import Epidemic

/// Rumor mongering.
struct RumorOptions: ParsableArguments {
    @Option(
        name: .customLong("rumors"),
        help: "Whether updates spread as rumors at all, or by the other layers alone.")
    var spreading = Layer.Switch.on

    @Option(help: "How the rounds of the nodes stand to each other.")
    var rounds = Rounds.free

    @Option(
        parsing: .unconditional,
        help: .value(
            "The time between two rounds of a node.", "duration", default: Defaults.roundInterval),
        transform: Interval.init(argument:))
    var roundInterval = Defaults.roundInterval

    @Option(
        help:
            "Who sends rumors in a contact (default: push; push-pull with rules that do both).")
    var direction: Direction?

    @Option(
        help: "What begins a round (default: both; periodic with aligned rounds).")
    var trigger: Trigger?

    @Flag(
        exclusivity: .exclusive,
        help: .init(
            "Which contacts count against a rumor: those whose receiver knew it (feedback, the "
                + "default) or all (blind).", visibility: .default))
    var reaction: Reaction?

    @Option(
        parsing: .unconditional,
        help: .value(
            "When a node loses interest in a rumor: counter:K, coin:K, ttl:R, decay:P, never, "
                + "push-then-pull:R or median-counter:M,C.",
            "rule", default: Defaults.removal),
        completion: .list([
            "counter:", "coin:", "ttl:", "decay:", "never", "push-then-pull:", "median-counter:",
        ]),
        transform: RemovalRule.init(argument:))
    var removal = Defaults.removal

    @Option(
        parsing: .unconditional,
        help: .value("Peers contacted in a round, 1 to 64.", "n", default: Defaults.fanout),
        transform: Numbers.whole(1...Limits.fanOutMax))
    var fanout = Defaults.fanout

    @Option(
        help:
            "Whether a rumor is sent to a peer that is known to have it, as in the paper, or spared."
    )
    var echo = Echo.sent

    /// How rumors spread; nil when they do not.
    ///
    /// - Throws: `Complaint` about a combination that means nothing.
    func settings(_ contacts: ContactOptions) throws(Complaint) -> RumorSettings? {
        let settings = RumorSettings(
            direction: directionInForce, trigger: triggerInForce,
            removal: try removal.removal(heeding: reaction), minimization: contacts.counters,
            echo: echo, limits: contacts.limits, fanOut: fanout, rounds: rounds,
            interval: roundInterval)
        return spreading == .on ? settings : nil
    }

    /// The direction, as the removal rule has it where none is given.
    var directionInForce: Direction { removal.direction(given: direction) }

    var triggerInForce: Trigger { trigger ?? (rounds == .aligned ? .periodic : .both) }

    /// What contacts count against a rumor; nil where the removal rule heeds none.
    var reactionInForce: Reaction? {
        switch removal {
        case .counter, .coin: reaction ?? .feedback
        case .timeToLive, .decay, .never, .pushThenPull, .medianCounter: nil
        }
    }
}
