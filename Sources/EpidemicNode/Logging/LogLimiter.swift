import Epidemic
import Logging

/// Keeps others from filling the log: of each kind of warning that somebody can cause one is told a minute and
/// cause, and the next one tells how many were held back meanwhile.
///
/// Of each kind so many causes are told a minute, and no more, whoever makes them up; so neither the log
/// nor what is remembered here grows without end, and one kind takes nothing from another.
struct LogLimiter: Sendable {
    /// How long a warning of a kind keeps the next one of the same cause back.
    static let pause = Interval.seconds(60)
    /// Causes of one kind in one minute; more are not told at all.
    static let causesMax = TransportLimits.warnedCausesMax

    private struct Told: Sendable {
        var moment: Instant
        var heldBack = 0

        /// Whether it keeps the next one back. A clock that was set back does not silence a warning.
        func isRecent(_ now: Instant) -> Bool { now >= moment && now - moment < pause }
    }

    /// By kind, of which there are few, and cause.
    private var told: [String: [String: Told]] = [:]

    /// What becomes of a warning.
    enum Verdict: Hashable, Sendable {
        /// It is told, and with it how many like it were held back since the last one.
        case tell(heldBack: Int)
        case holdBack
    }

    /// How many causes are remembered.
    var count: Int { told.values.reduce(0) { $0 + $1.count } }

    /// Whether a warning of this kind is told now.
    ///
    /// - Parameter cause: who or what caused it; nil where there is one cause only.
    mutating func admit(_ kind: String, from cause: String?, now: Instant) -> Verdict {
        let cause = cause ?? ""
        if let last = told[kind]?[cause] {
            guard !last.isRecent(now) else {
                told[kind]?[cause]?.heldBack += 1
                return .holdBack
            }
            told[kind]?[cause] = Told(moment: now)
            return .tell(heldBack: last.heldBack)
        }
        var causes = told[kind] ?? [:]
        if causes.count >= Self.causesMax { causes = causes.filter { $1.isRecent(now) } }
        let hasRoom = causes.count < Self.causesMax
        if hasRoom { causes[cause] = Told(moment: now) }
        told[kind] = causes
        return hasRoom ? .tell(heldBack: 0) : .holdBack
    }

    /// Tells a log what somebody or something can cause again and again, unless it is held back.
    mutating func log(
        _ sentence: Logger.Message, at level: Logger.Level = .warning, about cause: String?,
        now: Instant, to logger: Logger, _ metadata: Logger.Metadata = [:]
    ) {
        guard case .tell(let heldBack) = admit("\(sentence)", from: cause, now: now) else { return }
        var metadata = metadata
        if heldBack > 0 { metadata["heldBack"] = "\(heldBack)" }
        logger.log(level: level, sentence, metadata: metadata)
    }
}
