import Logging
import Synchronization

/// How much a log tells, which can be changed while it is written.
public final class LogDial: Sendable {
    private let place: Atomic<Int>

    public init(_ level: Logger.Level) { place = Atomic(Self.place(of: level)) }

    /// The least important that is told.
    public var level: Logger.Level {
        get { Self.levels[place.load(ordering: .relaxed)] }
        set { place.store(Self.place(of: newValue), ordering: .relaxed) }
    }

    /// Kept, because it is asked for with every update whether that is told.
    private static let levels = Logger.Level.allCases

    private static func place(of level: Logger.Level) -> Int {
        levels.firstIndex(of: level) ?? 0
    }
}

extension LogDial {
    /// Reads a level in this program's words, or in those of Redis.
    static func level(_ text: String) -> Logger.Level? {
        switch text {
        case "verbose": .info
        case "nothing": .critical
        case _: Logger.Level(rawValue: text)
        }
    }

    static let forms = "trace, debug, info (or verbose), notice, warning, error or critical"
}
