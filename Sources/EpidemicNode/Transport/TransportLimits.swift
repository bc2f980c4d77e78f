import Epidemic
import NIOCore

/// Every bound on what the transport holds for others.
enum TransportLimits {
    /// Bytes of one datagram: fits the path almost everywhere (1,500 less IPv6, UDP and some tunnel).
    static let datagramBytesMax = 1_400
    /// Bytes of updates in one message that shall go as a datagram: what is left beside the heads of
    /// packet and message, the seal, and two names.
    static let datagramBatchBytes = 1_200
    /// Bytes that wait for one peer, as datagrams or on a stream.
    static let queueBytesMax = 16 << 20
    /// Addresses to which the way is kept, before strangers have to do with datagrams.
    static let linksMax = 8_192
    /// Bytes of datagrams that wait for room in the system.
    static let heldBytesMax = 4 << 20
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
    /// Streams of one host that have not shown who they are.
    static let strangersPerHostMax = 128
    /// Bytes of one packet of a stream that has not: what one fills before another is begun fits.
    static let strangerFrameBytesMax = 32 << 10
    /// Bytes that are held of packets that are not whole: of all such streams, of one host, and in all.
    static let strangerBytesMax = 8 << 20
    static let hostBytesMax = 32 << 20
    static let heldFrameBytesMax = 64 << 20
    /// How long a stream may take to show who it is, how long a packet may stand still, and how long a
    /// stream may be silent.
    static let strangerTime = TimeAmount.seconds(10)
    static let halfFrameTime = TimeAmount.seconds(10)
    static let idleStreamTime = TimeAmount.minutes(5)
    /// How long no connection is taken after the system had nothing left for one.
    static let acceptRest = TimeAmount.milliseconds(100)
    /// Addresses that are remembered to have answered.
    static let provenAddressesMax = 4_096
    /// Packets a second to addresses that have not, all of them together.
    static let strangersPerSecond: Int64 = 1_000
    /// Waiting times between two attempts to reach a peer over TCP.
    static let backOffMillisecondsMin: Int64 = 50
    static let backOffMillisecondsMax: Int64 = 5_000
    /// Causes of one kind of warning that are told in a minute, so that none fills the log.
    static let warnedCausesMax = 256
    /// How long a piece of a client's long command takes, and how long the node rests from it then.
    static let pieceMilliseconds: Int64 = 4
    static let pieceRestMicroseconds: Int64 = 250
    /// How long the commands of one client that are there already are carried out at a stroke, and the rest
    /// after it, in which the sockets are looked at.
    static let strokeMillisecondsMax: Int64 = 8
    static let strokeRestMicroseconds: Int64 = 50
    /// What the system is asked to hold of arriving datagrams.
    static let receiveBufferBytes = 4 << 20
    /// Requests for metrics at once, bytes of one, and how long one may take.
    static let requestsMax = 64
    static let requestBytesMax = 8_192
    static let requestTime = TimeAmount.seconds(10)
    /// How long what a client still sends is thrown away after its last answer, so that the answer reaches it.
    static let lastWordsTime = TimeAmount.seconds(3)
    /// How long a client that has not given the password may take over one command.
    static let strangerCommandTime = TimeAmount.seconds(10)
    /// Connections of clients at once; further ones are told and closed.
    static let clientsMax = 10_000
    /// Bytes that wait for a client that is told every command; then it is cut off.
    static let monitorBytesMax = 1 << 20
    /// Channels that one client is told by their names, and by patterns, each of which every change is held
    /// against.
    static let channelsMax = 1 << 16
    static let patternsMax = 1_024
    /// The pause after which nodes are asked again whether they have what a client waits for: the first, and
    /// the longest.
    static let holdersPauseMillisecondsMin: Int64 = 25
    static let holdersPauseMillisecondsMax: Int64 = 1_000
    /// Slow commands that are remembered, and of each so many words and so many bytes of a word.
    static let slowCommandsMax = 10_000
    static let slowWordsMax = 32
    static let slowWordBytesMax = 128
}
