/// A message between two nodes, as a map shows it.
public struct MessageInFlight: Hashable, Sendable {
    /// From whom to whom it goes.
    public var link: DirectedLink
    /// What kind of message it is.
    public var kind: MessageKind
    /// How far it has come, 0 … 1.
    public var progress: Double
    /// Whether it carries or concerns the focused update.
    public var concernsFocus: Bool
    /// Why it was lost a moment ago, where it was; `progress` is then how far it came.
    public var loss: LossReason?

    /// Makes a message under way, or one that was lost a moment ago.
    public init(
        link: DirectedLink, kind: MessageKind, progress: Double, concernsFocus: Bool = false,
        loss: LossReason? = nil
    ) {
        self.link = link
        self.kind = kind
        self.progress = progress
        self.concernsFocus = concernsFocus
        self.loss = loss
    }
}

/// The kinds of messages that people tell apart.
public enum MessageKind: UInt8, Hashable, Sendable, CaseIterable {
    /// Rumors on their way: pushed, or sent in answer to a pull.
    case rumor
    /// Which of them were news.
    case feedback
    /// Asking for rumors, being offered them, and saying which are wanted.
    case pull
    case mail
    case cache
    case antiEntropy
    /// Who is there, and how it does.
    case membership
}
