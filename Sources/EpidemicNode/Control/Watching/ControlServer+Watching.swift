import EpidemicWire
import NIOCore

// What is noted of each command that is carried out.

extension ControlServer {
    /// Carries a command out, and notes how long that took: with one that is done in pieces, from when it
    /// was given until it is over.
    func carryOut(
        _ command: ControlCommand, _ words: [[UInt8]], for session: ClientSession
    ) -> RESPValue? {
        let start = NIODeadline.now()
        session.note(command, at: start)
        let answer = command.run(session, words)
        guard let long = session.long else {
            note(command, words, of: session, since: start)
            if case .error? = answer { statistics.noteFailure(of: command) }
            return answer
        }
        // The command is let go of when it is over, and before the server is.
        long.onEnd = { [unowned self] answer in
            self.note(command, words, of: session, since: start)
            guard case .value(.error(let text))? = answer else { return }
            self.statistics.noteFailure(text)
            self.statistics.noteFailure(of: command)
        }
        return answer
    }

    private func note(
        _ command: ControlCommand, _ words: [[UInt8]], of session: ClientSession,
        since start: NIODeadline
    ) {
        // Behind what it did, as in Redis: EXEC behind what it carries out, RESET to no monitor that it ends.
        if !monitors.isEmpty, command.name != "monitor" { tellMonitors(words, of: session) }
        let nanoseconds = (NIODeadline.now() - start).nanoseconds
        statistics.note(command, nanoseconds: nanoseconds)
        if slowLog.isSlow(nanoseconds: nanoseconds),
            command.flags.isDisjoint(with: [.skipSlowlog, .waiting])
        {
            slowLog.add(
                RedactedWords.of(words), nanoseconds: nanoseconds,
                at: driver.clock.now.nanoseconds / 1_000_000_000, from: session.address,
                named: session.name)
        }
    }

    /// Somebody wants to be told every command.
    func addMonitor(_ session: ClientSession) {
        if !monitors.contains(where: { $0 === session }) { monitors.append(session) }
    }

    func removeMonitor(_ session: ClientSession) { monitors.removeAll { $0 === session } }

    /// As Redis writes it: when, who, and what.
    private func tellMonitors(_ words: [[UInt8]], of session: ClientSession) {
        let microseconds = driver.clock.now.nanoseconds / 1_000
        let fraction = String(microseconds % 1_000_000)
        let moment =
            "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count)
            + fraction
        let told = RedactedWords.of(words).map { EscapedText.quoted($0) }.joined(separator: " ")
        let line = RESPValue.simple("\(moment) [0 \(session.address)] \(told)")
        // One that is dropped for being slow leaves the list meanwhile.
        for monitor in monitors { monitor.tellAsMonitor(line) }
    }
}

extension ControlCommand {
    /// The commands that took longest, and everything that is asked.
    static let watching: [ControlCommand] = [
        ControlCommand(
            "slowlog", "The commands that took longest.", .server, since: "2.2.12",
            subcommands: [
                ControlCommand(
                    "slowlog|get", "[count]", "The newest ones; -1 for all.", .server,
                    since: "2.2.12", looking
                ) { $0.slowCommands(words: $1) },
                ControlCommand(
                    "slowlog|len", "", "How many are kept.", .server, since: "2.2.12", looking
                ) { session, _ in .count(session.server.slowLog.records.count) },
                ControlCommand(
                    "slowlog|reset", "", "Forget them.", .server, since: "2.2.12", looking
                ) { session, _ in
                    session.server.slowLog.removeAll()
                    return .ok
                },
            ]),
        ControlCommand(
            "monitor", "", "Be told every command that the node carries out.", .server,
            since: "1.0.0", [.admin, .noscript, .loading, .stale, .noMulti]
        ) { session, _ in
            session.server.addMonitor(session)
            return .ok
        },
    ]

    private static let looking: CommandFlags = [.admin, .loading, .stale]
}

extension ClientSession {
    /// `SLOWLOG GET [count]`
    fileprivate func slowCommands(words: [[UInt8]]) -> RESPValue {
        guard let count = words.count == 3 ? words[2].integer : 10, count >= -1 else {
            return .failure("count should be greater than or equal to -1")
        }
        let records = server.slowLog.records
        return .array(records.prefix(count < 0 ? records.count : Int(count)).map(\.answer))
    }
}

extension SlowLog.Record {
    /// The six parts that Redis gives.
    fileprivate var answer: RESPValue {
        .array([
            .integer(id), .integer(moment), .integer(microseconds),
            .array(words.map { .bulk($0) }), .text(address), .bulk(client),
        ])
    }
}
