extension ClusterView {
    /// Whether a rule is in force under which replicas need not become equal: the screen says UNSAFE.
    public var isUnsafe: Bool { !settings.conflict.isSafe }

    /// Whether two different updates were met that cannot be told apart: the screen says DIVERGED.
    public var hasDiverged: Bool { totals.divergences > 0 }
}
