/// A saved run that was lived again, and whether it did as is recorded.
struct Replay: Hashable, Sendable {
    let source: String
    let seed: UInt64
    let checks: [Check]

    /// One thing that is recorded, or could have been.
    struct Check: Hashable, Sendable {
        let name: String
        /// nil where nothing is recorded.
        let recorded: String?
        let now: String
        let isSame: Bool
    }

    /// Whether everything that is recorded is so again.
    var isSame: Bool { checks.allSatisfy(\.isSame) }

    /// Whether anything is recorded of how it ends.
    var isJudged: Bool { checks.contains { $0.recorded != nil } }

    /// Lives a session again.
    ///
    /// - Throws: `Complaint` when it cannot be lived, or another revision of the engine made it and only this
    ///   one will do.
    init(
        of session: SavedSession, tolerance: RevisionTolerance,
        remark: (String) -> Void = { _ in }
    ) throws(Complaint) {
        source = session.script.source
        if let text = try session.header.checkRevision(in: source, tolerance) { remark(text) }
        let lived = try session.livedAgain()
        seed = lived.seed
        var checks = [Check(ends: "\(lived.session.fingerprint)", of: session.header[.ends])]
        for step in session.expectations.steps {
            checks.append(Check(step.command, on: lived.session))
        }
        if let (finder, recorded) = try session.recordedFinding() {
            let now = try finder.finding(in: session)
            checks.append(
                Check(
                    name: "violation", recorded: "\(recorded)", now: now.map { "\($0)" } ?? "none",
                    isSame: now == recorded))
        }
        self.checks = checks
    }
}

extension Replay.Check {
    fileprivate init(ends now: String, of recorded: String?) {
        self.init(
            name: "ends", recorded: recorded, now: now, isSame: recorded.map { $0 == now } ?? true)
    }

    /// What a session says must stand on its last screen, or must not.
    fileprivate init(_ command: ScriptCommand, on session: LivedSession.Screen) {
        let (text, isWanted): (String, Bool) =
            switch command {
            case .expect(let text): (text, true)
            case .expectNot(let text): (text, false)
            default: preconditionFailure("'\(command.line)' expects nothing")
            }
        let screen = session.screen
        let isShown = (0..<screen.size.rows).contains { screen.rowText($0).contains(text) }
        self.init(
            name: isWanted ? "expect" : "expect-not", recorded: text,
            now: isShown ? "shown" : "not shown", isSame: isShown == isWanted)
    }
}
