/// How many contacts a node accepts in a round, and what a node does whose contact was refused (Demers
/// et al. 1987, §1.4, "connection limit" and "hunting").
public struct ContactLimits: Hashable, Sendable {
    /// Contacts that a node accepts in one of its rounds; nil is any number.
    public var connections: Int?
    /// Whom a node tries next when it is refused.
    public var hunt: Hunt

    /// Everybody accepts everything.
    public static let none = ContactLimits()

    public init(connections: Int? = nil, hunt: Hunt = .tries(0)) {
        self.connections = connections
        self.hunt = hunt
    }

    /// How many other peers, chosen uniformly, are tried after a refusal.
    public enum Hunt: Hashable, Sendable {
        case tries(Int)
        /// Until one accepts, or nobody is left.
        case infinite

        /// Whether one more is tried after so many.
        func goesOn(after tries: Int) -> Bool {
            switch self {
            case .tries(let most): tries < most
            case .infinite: true
            }
        }
    }

    func validate() throws(SettingsError) {
        if let connections, !(1...Limits.connectionsMax).contains(connections) {
            throw .outOfRange(
                name: "connection-limit", value: "\(connections)",
                right: "none, or from 1 to \(Limits.connectionsMax)")
        }
        if case .tries(let tries) = hunt, !(0...Limits.huntTriesMax).contains(tries) {
            throw .outOfRange(
                name: "hunt-limit", value: "\(tries)",
                right: "from 0 to \(Limits.huntTriesMax), or infinite")
        }
        if connections == nil, hunt != .tries(0) {
            throw .meaningless(
                "hunt-limit has no meaning without connection-limit, where nobody is refused: leave it "
                    + "out, or give a connection-limit")
        }
    }
}

extension ContactLimits.Hunt: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tries(let tries): "\(tries)"
        case .infinite: "infinite"
        }
    }
}
