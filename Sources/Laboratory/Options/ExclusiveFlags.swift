import Epidemic

/// Flags of which a command takes at most one, because each says what the others deny.
package enum ExclusiveFlags {
    private static let groups = [Reaction.allCases.map(\.rawValue)]

    /// The flags that deny what a flag says; none for a flag that stands alone.
    package static func others(of name: String) -> [String] {
        groups.first { $0.contains(name) }?.filter { $0 != name } ?? []
    }

    /// Whether arguments say already what a flag says, or deny it.
    package static func decide(_ name: String, in arguments: [String]) -> Bool {
        let others = others(of: name)
        return !others.isEmpty && (others + [name]).contains { arguments.contains("--\($0)") }
    }
}
