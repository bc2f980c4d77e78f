// What travels with a rumor beside its update, where a rule of removal compares it: its mark.

extension RumorSettings {
    /// Whether rumors travel with a mark.
    var marksRumors: Bool {
        switch removal {
        case .pushThenPull, .medianCounter: true
        case .counter, .coin, .timeToLive, .decay, .never: minimization == .on
        }
    }

    /// How far a rumor is with its holder.
    func mark(of account: RumorAccount) -> UInt16 {
        switch removal {
        case .pushThenPull: UInt16(clamping: account.rounds)
        case .counter, .coin, .timeToLive, .decay, .never, .medianCounter: account.counter
        }
    }
}

extension Removal {
    /// Whether it pushes and pulls, whatever the direction.
    public var isTwoWay: Bool {
        switch self {
        case .pushThenPull, .medianCounter: true
        case .counter, .coin, .timeToLive, .decay, .never: false
        }
    }

    /// The account of a rumor that begins here, as far as its sender has it; 0 where it was written.
    func account(from mark: UInt16) -> RumorAccount {
        var account = RumorAccount()
        switch self {
        case .pushThenPull: account.rounds = UInt32(mark)
        case .medianCounter(let limit, _):
            account.counter = mark > limit ? UInt16(clamping: limit + 1) : 1
        case .counter, .coin, .timeToLive, .decay, .never: break
        }
        return account
    }

    /// A partner has the rumor, too, and is so far with it.
    ///
    /// - Parameter isOfRound: whether the rumor was hot here when the round began; one that came since
    ///   begins anew with whoever is least far.
    func meet(_ account: inout RumorAccount, _ mark: UInt16, isOfRound: Bool) {
        guard case .medianCounter(let limit, _) = self, mark > 0 else { return }
        guard isOfRound else {
            if mark <= limit { account.counter = 1 }
            return
        }
        if mark > limit { account.metPast = true }
        if mark >= account.counter { account.asFar += 1 }
    }
}

/// What becomes of the two counters when a rumor crosses between two nodes that are both infected, under
/// minimization (Demers et al. 1987, §1.4): the smaller one moves, both when they are equal.
enum CounterComparison: Hashable {
    case onlySender, both, onlyReceiver

    init(sender: UInt16, receiver: UInt16) {
        self = sender == receiver ? .both : sender < receiver ? .onlySender : .onlyReceiver
    }
}
