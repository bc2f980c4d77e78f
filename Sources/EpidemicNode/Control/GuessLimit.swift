import Epidemic
import EpidemicWire
import NIOCore

/// How fast passwords may be guessed from one address, over all its connections.
///
/// An address may give so many a second, and a few at once. What comes faster is not refused but judged
/// later, in the order in which it came, so that it gains nothing; and who gives the right password from
/// elsewhere does not wait for it. Example: at 7,400 a second and 100 at once, the 101st of a heap is judged
/// 135 µs later, and the 7,600th after more than a second.
///
/// An address costs a place until it has been silent long enough. When all places are taken, those who
/// come then share one.
struct GuessLimit {
    /// When each address has used up what it gave up to now.
    private var spentUntil: [GuessAddress: Instant] = [:]

    /// The time between two guesses, and how many may come at once: in any second at most 7,500.
    static let pause = Interval(nanoseconds: 1_000_000_000 / 7_400)
    static let atOnce: Int64 = 100
    /// Addresses that have places of their own.
    static let addressesMax = 4_096

    /// Addresses that have places.
    var count: Int { spentUntil.count }

    /// Notes a guess, and says when it may be judged.
    mutating func note(_ address: GuessAddress, now: Instant) -> Instant {
        let address = place(of: address, now: now)
        let spent = max(spentUntil[address] ?? now, now) + Self.pause
        spentUntil[address] = spent
        return max(now, spent + Self.pause * -Self.atOnce)
    }

    /// A password was right: it does not count.
    mutating func forgive(_ address: GuessAddress) {
        if let spent = spentUntil[address] { spentUntil[address] = spent + Self.pause * -1 }
    }

    private mutating func place(of address: GuessAddress, now: Instant) -> GuessAddress {
        guard spentUntil[address] == nil, spentUntil.count >= Self.addressesMax else {
            return address
        }
        spentUntil = spentUntil.filter { $0.value > now }
        return spentUntil.count < Self.addressesMax ? address : .others
    }
}

/// From where passwords are guessed: of IPv6 the network, because whoever has one address there has 2⁶⁴.
struct GuessAddress: Hashable, CustomStringConvertible {
    let description: String

    /// All those for whom there was no place.
    static let others = GuessAddress(description: "other addresses")

    private init(description: String) { self.description = description }

    init(_ address: SocketAddress?) {
        switch address {
        case .v4(let v4): description = address?.ipAddress ?? v4.host
        case .v6(let v6):
            description = withUnsafeBytes(of: v6.address.sin6_addr) { bytes in
                let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF
                let told = isMapped ? bytes[12...] : bytes[..<8]
                return told.map { String($0, radix: 16) }.joined(separator: ":")
            }
        case .unixDomainSocket: description = "this machine"
        case nil: description = "nowhere"
        }
    }
}
