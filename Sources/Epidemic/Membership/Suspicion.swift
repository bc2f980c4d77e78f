/// A suspicion that the member may still refute.
///
/// It lasts long while one member alone suspects, and ends sooner with every other who does so on its
/// own (Lifeguard, §IV.B): a slow member's word does not bury anybody quickly.
struct Suspicion: Hashable, Sendable {
    let since: Instant
    let shortest: Interval
    /// How many independent suspicions make it the shortest.
    let needed: Int
    private(set) var accusers: [ReplicaName]
    private var postponed: Instant?

    /// The longest is so many times the shortest.
    private static let spread: Int64 = 6
    /// Independent suspicions, besides the first, that are worth waiting for.
    private static let confirmationsMax = 3

    /// - Parameter members: how many there are besides the suspect.
    init(of members: Int, by accuser: ReplicaName, _ settings: MembershipSettings, now: Instant) {
        since = now
        let tenths = max(10, Int64(members + 1).decimalLogarithmInTenths)
        shortest = settings.probeInterval * Int64(settings.suspicionFactor) * tenths / 10
        needed = max(0, min(Self.confirmationsMax, members - 2))
        accusers = [accuser]
    }

    /// - Returns: whether this one suspects on its own, and was not heard before.
    mutating func confirm(by accuser: ReplicaName) -> Bool {
        guard accusers.count <= needed, !accusers.contains(accuser) else { return false }
        accusers.append(accuser)
        return true
    }

    /// It does not end before a moment.
    mutating func postpone(to moment: Instant) { postponed = moment }

    /// When it is over. With c of k confirmations the wait has shrunk by log(c+1)/log(k+1).
    var end: Instant { max(ownEnd, postponed ?? ownEnd) }

    private var ownEnd: Instant {
        guard needed > 0 else { return since + shortest }
        let shrunk = Self.shrunk[needed - 1][accusers.count - 1]
        return since + shortest * (1_000 + (Self.spread - 1) * (1_000 - shrunk)) / 1_000
    }

    /// log(c+1)/log(k+1) in thousandths, by k and c.
    private static let shrunk: [[Int64]] = [[0, 1_000], [0, 631, 1_000], [0, 500, 792, 1_000]]
}

extension Int64 {
    /// Ten times the logarithm to base ten, from the length in bits: good to three tenths.
    fileprivate var decimalLogarithmInTenths: Int64 {
        Int64(Int64.bitWidth - leadingZeroBitCount) * 301 / 100
    }
}
