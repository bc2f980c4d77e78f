import EpidemicWire
import NIOCore

/// A command that may take long, carried out in pieces. Between two pieces the node does everything else:
/// it gossips, fires timers, and answers other clients.
///
/// `KEYS *` of a million keys takes more than a second, and emptying such a table many; meanwhile others
/// would take the node for dead.
final class LongCommand {
    /// Whether others can tell that it is done in pieces.
    enum Aim {
        /// It only reads; nobody needs it once the client is gone.
        case reading
        /// It writes, and what others write meanwhile may stand between its writes.
        case writing
        /// It writes, and no other client's command about the table comes between.
        case writingAlone
    }

    /// What a piece came to.
    enum Progress {
        case more
        /// Nothing can be done until another thread is done: it is handed what to call then. Asked before,
        /// the command says the same again.
        case waiting(_ arrange: (_ wake: @escaping () -> Void) -> Void)
        case done(Answer)
    }

    /// What the client is told.
    enum Answer {
        case value(RESPValue)
        /// Bytes of an answer that was written piece by piece.
        case encoded([UInt8])
    }

    let aim: Aim
    /// Carries out another piece.
    let goOn: (PieceBudget) -> Progress
    /// Told its answer when it is over, or nil when it was given up; where it did not end at once.
    var onEnd: (Answer?) -> Void = { _ in }

    init(_ aim: Aim, goOn: @escaping (PieceBudget) -> Progress) {
        self.aim = aim
        self.goOn = goOn
    }

    /// Something that is done for so many places, one after another.
    ///
    /// - Parameters:
    ///   - body: what is done for a place; an answer ends the command before its time.
    ///   - end: the answer after the last place.
    convenience init(
        _ aim: Aim, places count: Int, _ body: @escaping (Int) -> RESPValue?,
        end: @escaping () -> Answer
    ) {
        var place = 0
        self.init(aim) { budget in
            repeat {
                guard place < count else { return .done(end()) }
                if let answer = body(place) { return .done(.value(answer)) }
                place += 1
            } while !budget.isSpent
            return .more
        }
    }
}

/// How long a piece of a long command may take.
struct PieceBudget {
    private let end: NIODeadline

    init(_ length: TimeAmount) { end = .now() + length }

    var isSpent: Bool { .now() >= end }
}

/// An answer that is an array, written element by element.
struct EncodedArray {
    private var elements: [UInt8] = []
    private var count: Int64 = 0
    /// The dialect of what is appended from now on.
    var version: RESPVersion

    init(as version: RESPVersion) { self.version = version }

    /// Bytes of the elements.
    var byteCount: Int { elements.count }

    mutating func append(_ value: RESPValue) {
        count += 1
        value.write(as: version, into: &elements)
    }

    mutating func append(_ answer: LongCommand.Answer) {
        switch answer {
        case .value(let value): append(value)
        case .encoded(let bytes):
            count += 1
            elements += bytes
        }
    }

    /// All of it.
    var bytes: [UInt8] { Array("*\(count)\r\n".utf8) + elements }
}
