import Epidemic
import NIOCore

/// What is sent to peers that have been silent for long: little.
///
/// Who is greeted and does not answer is gone, as far as one can tell. Datagrams to an address at which
/// nobody is wait in the system until it has looked for the address in vain, some seconds, and meanwhile
/// take the room of the one socket on which all others are spoken to: a few dead peers would silence a node.
/// What is not sent is learned by anti-entropy when the peer answers again.
struct SilentPeers {
    private var allowances: [Peer: TokenBucket] = [:]

    /// How long a peer may be silent before it is spared.
    static let silence = Interval.seconds(10)
    /// Messages to one of them, and bytes of each: what fits into one datagram of any path.
    static let messagesPerSecond: Int64 = 2
    static let messageBytesMax = 1_200

    /// Whether a message is sent to a peer that was heard at this moment last.
    mutating func admits(
        _ bytes: Int, to peer: Peer, heard: Instant?, now: Instant, at moment: NIODeadline
    ) -> Bool {
        if let heard, now - heard < Self.silence {
            if !allowances.isEmpty { allowances[peer] = nil }
            return true
        }
        guard bytes <= Self.messageBytesMax else { return false }
        var allowance =
            allowances[peer]
            ?? TokenBucket(perSecond: Self.messagesPerSecond, burst: Self.messagesPerSecond)
        defer { allowances[peer] = allowance }
        return allowance.take(now: moment)
    }
}
