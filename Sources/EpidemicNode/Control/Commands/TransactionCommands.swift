import Epidemic
import EpidemicWire

extension ControlCommand {
    /// Several commands one after another, as client libraries send a pipeline. No other client's command about
    /// the table comes between them on this node; other nodes get each write as an update of its own.
    static let transactions: [ControlCommand] = [
        ControlCommand(
            "multi", "", "Queue the commands that follow.", .transactions, since: "1.2.0",
            [.noscript, .loading, .stale, .fast, .allowBusy]
        ) { session, _ in session.beginTransaction() },
        ControlCommand(
            "exec", "", "Carry out what was queued.", .transactions, since: "1.2.0",
            [.noscript, .loading, .stale, .skipSlowlog]
        ) { session, _ in session.endTransaction() },
        ControlCommand(
            "discard", "", "Forget what was queued.", .transactions, since: "2.0.0",
            [.noscript, .loading, .stale, .fast, .allowBusy]
        ) { session, _ in session.discardTransaction() },
    ]

    /// What ends a transaction, or leads out of it with everything else.
    private static let endings: Set<String> = ["multi", "exec", "discard", "reset", "quit"]

    var endsTransactions: Bool { Self.endings.contains(name) }

    /// Why it could not write now; nil when it could, or only reads.
    fileprivate func halt(on driver: NodeDriver) -> WritingHalt? {
        guard flags.contains(.write) else { return nil }
        return driver.writingHalt(for: flags.contains(.denyoom) ? .value : .deletion)
    }
}

/// Commands that wait for EXEC.
struct Transaction {
    private(set) var commands: [[[UInt8]]] = []
    private(set) var bytes = 0
    /// Whether one of them was refused, so that none will be carried out.
    var isSpoilt = false

    /// Queues a command.
    ///
    /// - Returns: false when that would be too much.
    mutating func append(_ words: [[UInt8]]) -> Bool {
        bytes += words.reduce(0) { $0 + $1.count }
        guard bytes <= Limits.commandBytesMax, commands.count < Limits.commandWordsMax else {
            return false
        }
        commands.append(words)
        return true
    }
}

extension ClientSession {
    /// Queues a command for EXEC.
    func queue(_ command: ControlCommand, _ words: [[UInt8]]) -> RESPValue {
        if let halt = command.halt(on: driver) {
            driver.count(halt.drop)
            return spoil(halt.answer)
        }
        guard !command.flags.contains(.noMulti) else {
            return spoil(.failure("Command not allowed inside a transaction"))
        }
        guard transaction?.append(words) == true else {
            return spoil(
                .failure(
                    "too much is queued: at most \(Limits.commandWordsMax) commands and "
                        + "\(Limits.commandBytesMax) bytes"))
        }
        return .simple("QUEUED")
    }

    /// A command between MULTI and EXEC was refused.
    func spoil(_ refusal: RESPValue) -> RESPValue {
        transaction?.isSpoilt = true
        return refusal
    }

    /// An EXEC that is refused itself ends what it would have carried out.
    func abandonTransaction(_ refusal: RESPValue) -> RESPValue {
        guard transaction != nil, case .error(let text) = refusal else { return refusal }
        transaction = nil
        let reason = text.hasPrefix("ERR ") ? String(text.dropFirst(4)) : text
        return .error("EXECABORT Transaction discarded because of: \(reason)")
    }

    fileprivate func beginTransaction() -> RESPValue {
        guard transaction == nil else { return .failure("MULTI calls can not be nested") }
        transaction = Transaction()
        return .ok
    }

    fileprivate func endTransaction() -> RESPValue? {
        guard let transaction else { return .failure("EXEC without MULTI") }
        if !transaction.isSpoilt, let halt = halt(of: transaction.commands) {
            driver.count(halt.drop)
            return abandonTransaction(halt.answer)
        }
        self.transaction = nil
        guard !transaction.isSpoilt else {
            return .error("EXECABORT Transaction discarded because of previous errors.")
        }
        return perform(carryingOut(transaction.commands))
    }

    /// Why one of the commands could not write now: then none is carried out.
    private func halt(of commands: [[[UInt8]]]) -> WritingHalt? {
        guard driver.writingHalt(for: .value) != nil else { return nil }
        return commands.lazy.compactMap { [driver] words -> WritingHalt? in
            guard case .command(let command) = ControlCommand.find(words) else { return nil }
            return command.halt(on: driver)
        }.first
    }

    /// All commands one after another, each of which may itself take long.
    private func carryingOut(_ commands: [[[UInt8]]]) -> LongCommand {
        var answers = EncodedArray(as: version)
        var rest = commands[...]
        var current: LongCommand?
        return LongCommand(.writingAlone) { [self] budget in
            repeat {
                if let command = current {
                    let progress = command.goOn(budget)
                    guard case .done(let answer) = progress else { return progress }
                    command.onEnd(answer)
                    answers.append(answer)
                    current = nil
                } else if let words = rest.popFirst() {
                    let answer = carryOutInTransaction(words)
                    // It may have been HELLO.
                    answers.version = version
                    current = takeLong()
                    if current == nil { answers.append(answer ?? .null) }
                } else {
                    return .done(.encoded(answers.bytes))
                }
            } while !budget.isSpent
            return .more
        }
    }

    fileprivate func discardTransaction() -> RESPValue {
        guard transaction != nil else { return .failure("DISCARD without MULTI") }
        transaction = nil
        return .ok
    }
}
