import NIOCore

/// The long commands of all clients of a node, a piece of each in turn, with a rest after each piece.
final class LongCommands {
    /// A command under way.
    private struct Entry {
        let command: LongCommand
        /// Whether the client is there still.
        let isWanted: () -> Bool
        let done: (LongCommand.Answer?) -> Void
    }

    /// How long a piece may take; tests make it shorter.
    var pieceLength = TimeAmount.milliseconds(TransportLimits.pieceMilliseconds)
    /// Pieces that were not the last of their command.
    private(set) var piecesPutOff: UInt64 = 0
    private var entries = CircularBuffer<Entry>()
    /// Those that wait for another thread, by a number.
    private var waiting: [UInt64: Entry] = [:]
    private var lastWait: UInt64 = 0
    /// The one that no other command about the table may come between.
    private var alone: LongCommand?
    private let loop: any EventLoop
    private var isScheduled = false
    private var whenNotAlone: [() -> Void] = []

    init(on loop: any EventLoop) { self.loop = loop }

    var count: Int { entries.count + waiting.count }

    /// Whether commands about the table have to wait.
    var holdsTable: Bool { alone != nil }

    /// Carries a command out from here on.
    ///
    /// - Parameters:
    ///   - isWanted: whether its client is there still.
    ///   - done: told its answer, or nil when it was let go of because nobody wants it.
    func add(
        _ command: LongCommand, isWanted: @escaping () -> Bool,
        done: @escaping (LongCommand.Answer?) -> Void
    ) {
        piecesPutOff += 1
        if command.aim == .writingAlone { alone = command }
        entries.append(Entry(command: command, isWanted: isWanted, done: done))
        schedule()
    }

    /// Does something once commands about the table need not wait any more.
    func whenTableIsFree(_ body: @escaping () -> Void) { whenNotAlone.append(body) }

    /// Lets all go, without a word: the node ends.
    func removeAll() {
        entries.removeAll()
        waiting.removeAll()
        whenNotAlone.removeAll()
        alone = nil
    }

    private func schedule() {
        guard !isScheduled, !entries.isEmpty else { return }
        isScheduled = true
        loop.rest(for: .microseconds(TransportLimits.pieceRestMicroseconds)) { [weak self] in
            self?.isScheduled = false
            self?.goOn()
        }
    }

    private func goOn() {
        guard let entry = entries.popFirst() else { return }
        if entry.command.aim == .reading, !entry.isWanted() {
            entry.command.onEnd(nil)
            entry.done(nil)
        } else {
            switch entry.command.goOn(PieceBudget(pieceLength)) {
            case .more:
                piecesPutOff += 1
                entries.append(entry)
            case .waiting(let arrange): wait(entry, arrange)
            case .done(let answer):
                free(entry.command)
                entry.command.onEnd(answer)
                entry.done(answer)
            }
        }
        schedule()
    }

    private func wait(_ entry: Entry, _ arrange: (_ wake: @escaping () -> Void) -> Void) {
        lastWait += 1
        let number = lastWait
        waiting[number] = entry
        arrange { [weak self] in self?.wake(number) }
    }

    private func wake(_ number: UInt64) {
        guard let entry = waiting.removeValue(forKey: number) else { return }
        entries.append(entry)
        schedule()
    }

    private func free(_ command: LongCommand) {
        guard alone === command else { return }
        alone = nil
        let bodies = whenNotAlone
        whenNotAlone.removeAll()
        for body in bodies { body() }
    }
}
