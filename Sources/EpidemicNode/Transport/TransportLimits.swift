import Epidemic

/// Every bound on what the transport holds for others.
enum TransportLimits {
    /// Bytes of one datagram: fits the path almost everywhere (1,500 less IPv6, UDP and some tunnel).
    static let datagramBytesMax = 1_400
    /// Bytes of updates in one message that shall go as a datagram: what is left beside the heads of
    /// packet and message, the seal, and two names.
    static let datagramBatchBytes = 1_200
    /// Bytes that wait for one peer, as datagrams or on a stream.
    static let queueBytesMax = 16 << 20
    /// Datagrams sent to one peer at a stroke, and how long it then rests: twice as fast as a peer takes
    /// them in, so that a round fits what a receiver's socket holds by default, some 180 of them.
    static let datagramsPerStroke = 16
    static let strokeMicroseconds: Int64 = 1_000
    /// Bytes of the piece of a stream that is one packet: a message, the packet's head, and its seal.
    static let packetBytesMax = Limits.messageBytesMax + 512
    /// Bytes that a stream's packet gathers before another is begun.
    static let packetBytesTarget = 16 << 10
    /// Streams that others have open with this node.
    static let streamsMax = 1_024
    /// Waiting times between two attempts to reach a peer over TCP.
    static let backOffMillisecondsMin: Int64 = 50
    static let backOffMillisecondsMax: Int64 = 5_000
    /// Causes of warnings, kinds times peers, that are remembered so that none fills the log.
    static let limitedWarningsMax = 1_024
    /// What the system is asked to hold of arriving datagrams.
    static let receiveBufferBytes = 4 << 20
}
