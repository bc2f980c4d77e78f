/// What a node is with respect to one update (Demers et al. 1987, §1.4).
public enum EpidemicState: UInt8, Hashable, Sendable, CaseIterable {
    /// It has neither the update nor a newer one of the key.
    case susceptible
    /// The update is in its hot list: it is willing to spread it.
    case infected
    /// It holds the update, and spreads it no more.
    case removed
    /// It has seen the update superseded by a newer one of the key; a kind of removed.
    case superseded
    /// It has seen the update, and holds an older one of the key: what was superseded, or deleted, came back,
    /// and what won over it is forgotten.
    case undone
}
