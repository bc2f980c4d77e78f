/// What a node is with respect to one update (Demers et al. 1987, §1.4).
public enum EpidemicState: UInt8, Hashable, Sendable, CaseIterable {
    /// It has neither the update nor another of the key that wins over it.
    case susceptible
    /// The update is in its hot list: it is willing to spread it.
    case infected
    /// It holds the update, and spreads it no more.
    case removed
    /// It holds another update of the key, which wins over this one, whether it ever got this one or not.
    case superseded
    /// It has seen the update, and holds an older one of the key: what was superseded, or deleted, came back,
    /// and what won over it is forgotten.
    case undone
    /// It has seen the update, and holds nothing of the key any more: a deletion, or what was deleted, which is
    /// forgotten.
    case forgotten
}
