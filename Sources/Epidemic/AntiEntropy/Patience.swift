/// How long a replica waits for an answer in an exchange: what it has measured of its peers.
///
/// The patience with a peer is a small multiple of its round trip, so that a step which was lost is sent
/// again soon; at most the interval between exchanges, but never less than one and a half round trips, so
/// that an exchange succeeds on the slowest network. Nobody is waited for longer because somebody did not
/// answer.
///
/// Example: an interval of 20 s. A peer that answers within 300 ms is waited for 1.2 s; one that needs 8 s,
/// 20 s; one that needs half a minute, 45 s.
///
/// A request says which of the sendings of its step it is, and the answer repeats it. So every answer is
/// measured from the sending that it answers (Karn's ambiguity does not arise), and one that comes after
/// its exchange was given up is measured, too: that is how a peer is learned that is slower than one waits.
struct Patience: Sendable {
    private struct Measured: Sendable {
        let peer: Peer
        /// In microseconds, so that a table is small; saturates after an hour.
        var roundTrip: UInt32
    }

    /// A step that was given up, and when it was sent.
    private struct GivenUp: Sendable {
        let exchange: ExchangeNumber
        let peer: Peer
        let step: UInt32
        let sendings: Few<Instant>
    }

    /// By when they were measured last, the latest at the end.
    private var measured: [Measured] = []
    /// The same over all peers, for those that were not measured.
    private var general: UInt32?
    /// The oldest first.
    private var givenUp: [GivenUp] = []
    /// Steps given up in a row, for a patience that grows without bound where that rule is switched off.
    private var failures: Int64 = 0

    /// How long to wait for an answer of a peer.
    ///
    /// - Parameters:
    ///   - unmeasured: for one of which nothing is known.
    ///   - interval: the time between exchanges.
    func patience(with peer: Peer, unmeasured: Interval, interval: Interval) -> Interval {
        if let own = measured.last(where: { $0.peer == peer }) {
            let trip = Interval(microseconds: own.roundTrip)
            let multiple = max(trip * Self.multiple, Limits.patienceMin)
            return max(trip * 3 / 2, min(multiple, interval))
        }
        let trip = Interval(microseconds: general ?? 0)
        return max(trip * 3 / 2, min(unmeasured, interval))
    }

    /// A patience as it is without its bound: twice as long after every step that was given up.
    func unbounded(_ patience: Interval) -> Interval { patience * (1 << min(failures, 12)) }

    /// The longest round trip that any peer is thought to take.
    var longestRoundTrip: Interval {
        Interval(microseconds: max(general ?? 0, measured.map(\.roundTrip).max() ?? 0))
    }

    /// The smoothed round trip of a peer; nil when none was measured.
    func roundTrip(of peer: Peer) -> Interval? {
        measured.last { $0.peer == peer }.map { Interval(microseconds: $0.roundTrip) }
    }

    /// A peer answered after so long.
    mutating func note(_ roundTrip: Interval, of peer: Peer) {
        failures = 0
        let sample = UInt32(clamping: roundTrip.nanoseconds / 1_000)
        general = general.map { Self.smooth($0, sample) } ?? sample
        var entry = Measured(peer: peer, roundTrip: sample)
        if let place = measured.lastIndex(where: { $0.peer == peer }) {
            entry.roundTrip = Self.smooth(measured.remove(at: place).roundTrip, sample)
        } else if measured.count == Limits.measuredPeersMax {
            measured.removeFirst()
        }
        measured.append(entry)
    }

    /// A step was given up; its answer may still come.
    mutating func giveUp(_ state: ExchangeState, now: Instant) {
        failures += 1
        givenUp.removeAll { entry in
            entry.sendings.first.map { $0 + Limits.lateAnswersKept < now } ?? true
        }
        // The one that waits longest stays: of a slow peer the answer would otherwise never be known. The latest
        // stays, too: it tells a peer that was frozen from one that is slow.
        let latest = givenUp.lastIndex { $0.peer == state.peer }
        if let latest, latest != givenUp.firstIndex(where: { $0.peer == state.peer }) {
            givenUp.remove(at: latest)
        } else if givenUp.count == Limits.givenUpStepsMax {
            givenUp.removeLast()
        }
        givenUp.append(
            GivenUp(
                exchange: state.number, peer: state.peer, step: state.request.step,
                sendings: state.sendings))
    }

    /// An answer comes for which nobody waits any more.
    ///
    /// - Returns: whether it was to a step that was given up.
    mutating func note(late reply: ExchangeReply, from peer: Peer, now: Instant) -> Bool {
        let place = givenUp.firstIndex {
            $0.exchange == reply.exchange && $0.peer == peer && $0.step == reply.step
        }
        guard let place, let sent = givenUp[place].sendings.moment(of: reply.attempt) else {
            return false
        }
        givenUp.remove(at: place)
        let trip = now - sent
        if let old = roundTrip(of: peer), trip * 2 < old { forget(peer) }
        note(trip, of: peer)
        return true
    }

    /// Who was frozen answers many late questions at once, the latest of them after the shortest time. The peer is
    /// as quick as that one says: no peer that is slow answers a later question so much sooner.
    private mutating func forget(_ peer: Peer) {
        measured.removeAll { $0.peer == peer }
        general = nil
    }

    /// What is waited for at most, in round trips, where that is less than the interval.
    private static let multiple: Int64 = 4

    /// Rises quickly and falls slowly: steps take longer that carry more.
    private static func smooth(_ old: UInt32, _ sample: UInt32) -> UInt32 {
        sample > old ? old + (sample - old + 1) / 2 : old - (old - sample) / 8
    }
}

extension Few<Instant> {
    /// When the attempt of this number was sent.
    func moment(of attempt: UInt8) -> Instant? {
        Int(attempt) < count ? self[Int(attempt)] : nil
    }
}

extension Interval {
    fileprivate init(microseconds: UInt32) {
        self.init(nanoseconds: Int64(microseconds) * 1_000)
    }
}
