/// What one event makes of the nodes that take part in it: found out once with the real replicas, and looked up
/// wherever the same nodes stand so again.
struct NodeTransition: Sendable {
    /// The states afterwards of the one or two nodes that take part, in the order of the event.
    var first: UInt32
    var second: UInt32
    /// The number of what else there is to say of it, `Consequences.none` for nothing.
    var consequences: UInt32

    /// An event of one or two nodes: what it is, and how they stand before it.
    struct Key: FlatKey {
        let event: UInt32
        let first: UInt32
        /// `nobody` where one node takes part alone.
        let second: UInt32

        static let nobody = UInt32.max
        static let none = Key(event: .max, first: .max, second: .max)

        var spread: UInt64 {
            let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
            let (high, low) = (UInt64(first) << 32 | UInt64(second) ^ factor)
                .multipliedFullWidth(by: (UInt64(event) &+ 1) &* factor | 1)
            return (high ^ low) &* 0xD1B5_4A32_D192_ED03 ^ high
        }
    }
}
