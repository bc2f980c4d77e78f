import NIOCore

/// Who has shown that it is where it says, and who has yet to.
///
/// A stranger takes no place: what it is asked to send back follows from its address and a secret, so
/// nothing has to be kept for who never answers. Places are for those that answered; when they are all
/// taken, the one unheard for longest goes.
struct Strangers {
    private let secret: (UInt64, UInt64)
    /// When each address that has answered was heard last.
    private var proven: [SocketAddress: NIODeadline] = [:]
    /// What was asked at addresses that somebody configured: their answers may come from elsewhere.
    private var askedOfKnown: [UInt64: NIODeadline] = [:]
    /// When each stranger was greeted last.
    private var greeted: [SocketAddress: NIODeadline] = [:]
    private var bucket = TokenBucket(
        perSecond: TransportLimits.strangersPerSecond, burst: TransportLimits.strangersPerSecond)

    /// - Parameter generator: of what nobody else can guess.
    init(using generator: inout some RandomNumberGenerator) {
        secret = (generator.next(), generator.next())
    }

    /// Addresses that have a place.
    var provenCount: Int { proven.count }

    /// What is asked of who listens at an address.
    func token(for address: SocketAddress) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(secret.0)
        hasher.combine(address)
        hasher.combine(secret.1)
        let token = UInt64(bitPattern: Int64(hasher.finalize()))
        return token == 0 ? 1 : token
    }

    /// The same for one who was told of by who runs this node: it may answer from another address, as
    /// behind some networks.
    mutating func tokenForKnown(_ address: SocketAddress, now: NIODeadline) -> UInt64 {
        let token = token(for: address)
        if askedOfKnown.count >= TransportLimits.provenAddressesMax { askedOfKnown.removeAll() }
        askedOfKnown[token] = now
        return token
    }

    func hasProven(_ address: SocketAddress) -> Bool { proven[address] != nil }

    /// Whether an address has answered; then it counts as heard.
    mutating func isProven(_ address: SocketAddress, now: NIODeadline) -> Bool {
        guard proven[address] != nil else { return false }
        proven[address] = now
        return true
    }

    /// Takes an answer.
    ///
    /// - Returns: whether it is one that only who received the question can give.
    mutating func take(answer: UInt64, from address: SocketAddress, now: NIODeadline) -> Bool {
        guard answer != 0, answer == token(for: address) || askedOfKnown[answer] != nil else {
            return false
        }
        if proven[address] == nil, proven.count >= TransportLimits.provenAddressesMax {
            forgetOldest()
        }
        proven[address] = now
        return true
    }

    /// Whether an address that has not answered may be sent something now. All strangers share what is
    /// sent to them: whoever makes up addresses is not to make a node talk.
    mutating func mayAnswer(now: NIODeadline) -> Bool { bucket.take(now: now) }

    /// The same for something that nobody asked for: now and then only.
    mutating func mayGreet(_ address: SocketAddress, now: NIODeadline) -> Bool {
        if let last = greeted[address], now - last < Self.greetingPause { return false }
        guard mayAnswer(now: now) else { return false }
        if greeted.count >= Self.greetedMax { greeted.removeAll(keepingCapacity: true) }
        greeted[address] = now
        return true
    }

    /// A part at a time, so that a full table costs little for each that comes.
    private mutating func forgetOldest() {
        let moments = proven.values.sorted()
        let limit = moments[moments.count / 16]
        proven = proven.filter { $0.value > limit }
    }

    private static let greetingPause = TimeAmount.milliseconds(20)
    private static let greetedMax = 256
}
