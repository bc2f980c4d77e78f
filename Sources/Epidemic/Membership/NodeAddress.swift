/// Where a node can be reached, as members tell it to each other.
///
/// The engine compares addresses and never looks into them; the shell that carries messages makes them
/// and knows what stands behind them.
public struct NodeAddress: Hashable, Sendable {
    public let kind: Kind
    /// The slot, or the bytes of the internet address, the most significant first.
    public let bits: UInt128
    /// 0 for a slot.
    public let port: UInt16

    /// What an address names.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// A place in the roster of a simulation.
        case slot
        case ip4
        case ip6
    }

    /// The node in a slot of a simulation.
    public init(slot: UInt32) { self.init(.slot, UInt128(slot), port: 0) }

    /// An address of the internet protocol, version 4.
    public init(ip4: UInt32, port: UInt16) { self.init(.ip4, UInt128(ip4), port: port) }

    /// An address of the internet protocol, version 6.
    public init(ip6: UInt128, port: UInt16) { self.init(.ip6, ip6, port: port) }

    private init(_ kind: Kind, _ bits: UInt128, port: UInt16) {
        self.kind = kind
        self.bits = bits
        self.port = port
    }
}

extension NodeAddress: CustomStringConvertible {
    /// `@3`, `127.0.0.1:7000`, `[::1]:7000`, the last as RFC 5952 (§4) writes it.
    public var description: String {
        switch kind {
        case .slot: "@\(bits)"
        case .ip4: "\(Self.groups(4, of: 8, bits).map(String.init).joined(separator: ".")):\(port)"
        case .ip6: "[\(Self.shortened(Self.groups(8, of: 16, bits)))]:\(port)"
        }
    }

    /// Groups of an address of version 6, with `::` in place of the longest row of at least two zeros, the
    /// first of several.
    private static func shortened(_ groups: [UInt128]) -> String {
        let texts = groups.map { String($0, radix: 16) }
        var longest = 0..<0
        var place = 0
        while place < groups.count {
            let end = groups[place...].firstIndex { $0 != 0 } ?? groups.count
            if end - place > max(1, longest.count) { longest = place..<end }
            place = max(end, place + 1)
        }
        guard !longest.isEmpty else { return texts.joined(separator: ":") }
        let (left, right) = (texts[..<longest.lowerBound], texts[longest.upperBound...])
        return left.joined(separator: ":") + "::" + right.joined(separator: ":")
    }

    private static func groups(_ count: Int, of width: Int, _ bits: UInt128) -> [UInt128] {
        (0..<count).reversed().map { bits >> UInt128($0 * width) & (1 << UInt128(width) - 1) }
    }
}
