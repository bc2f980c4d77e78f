import Epidemic

/// The name of a cluster, in the letters of a replica's name.
///
/// It stands in every packet, so that an address that is used again by a node of another cluster does
/// not make one of two.
public struct ClusterName: Hashable, Sendable {
    private let name: ReplicaName

    /// The name as text.
    public var text: String { name.text }

    /// - Returns: `nil` when `text` is empty, too long or holds another character.
    public init?(_ text: String) {
        guard let name = ReplicaName(text) else { return nil }
        self.name = name
    }
}

extension ClusterName {
    /// Sixteen hexadecimal digits, as a cluster is called that nobody gave a name.
    public init(drawn number: UInt64) {
        let digits = String(number, radix: 16)
        let text = String(repeating: "0", count: 16 - digits.count) + digits
        guard let name = ClusterName(text) else { preconditionFailure("\(text) is a name") }
        self = name
    }
}

extension ClusterName: Comparable {
    public static func < (left: ClusterName, right: ClusterName) -> Bool { left.name < right.name }
}

extension ClusterName: CustomStringConvertible {
    public var description: String { text }
}

extension ClusterName: ExpressibleByStringLiteral {
    /// A name written in a program's text; a wrong one is a programmer's error.
    public init(stringLiteral text: String) { name = ReplicaName(stringLiteral: text) }
}

/// To which cluster a node says that it belongs.
public struct ClusterIdentity: Hashable, Sendable {
    public let name: ClusterName
    public let standing: Standing

    /// How sure a node is of the name of its cluster.
    public enum Standing: UInt8, Hashable, Sendable, CaseIterable {
        /// Drawn by a node that has yet to agree with those whom it was told to ask.
        case drawn = 1
        /// Given, learned, or agreed upon; it is never given up.
        case settled
    }

    public init(_ name: ClusterName, _ standing: Standing = .settled) {
        self.name = name
        self.standing = standing
    }
}
