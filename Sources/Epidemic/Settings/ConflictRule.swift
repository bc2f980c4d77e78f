/// What decides between two updates of a key.
public enum ConflictRule: String, Hashable, Sendable, CaseIterable {
    /// The norm rule: the winner keeps its clock. It converges.
    case norm
    /// To teach with: the winner takes the join of both clocks, and equal clocks are taken for the same
    /// update. Different values can end up under one clock, and then nothing tells them apart.
    case mergeClocksUnsafe = "merge-clocks-unsafe"
    /// To teach with: whoever accepts an update of a key that it holds counts that as an event of its own.
    /// Ties stay for ever, and a value can overwrite what was written on top of it.
    case incrementOnReceiptUnsafe = "increment-on-receipt-unsafe"

    /// Whether replicas that exchange everything become equal under it.
    public var isSafe: Bool {
        switch self {
        case .norm: true
        case .mergeClocksUnsafe, .incrementOnReceiptUnsafe: false
        }
    }
}
