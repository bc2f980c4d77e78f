import ArgumentParser

/// `outbreak replay`: a saved run once more, without a screen.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run a saved session again without a screen, and say whether it does the same.",
        discussion: """
            What the file records of its end is compared with what happens now: the fingerprint of \
            what the run has come to, what must be on the screen, and the failure that hunt or \
            explore found in it. The status is 0 when all of it is so again, and 1 when it is not.
            """)

    @Argument(
        help: .init("The session.", valueName: "file"),
        completion: .file(extensions: ["session"]))
    var file: String

    @Flag(help: "Run it although another revision of the engine made it.")
    var anyRevision = false

    @Option(help: "How to report.")
    var format = ReportFormat.text
}

extension ReplayCommand: EndingCommand {
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        let session = try SavedSession(path: file)
        let replay = try Replay(of: session, tolerance: anyRevision ? .any : .current) {
            StandardError.write("outbreak: \($0)\n")
        }
        let stream = ReportStream(format)
        let signals = stream.breakOffAtSignals()
        defer { signals.forEach { $0.cancel() } }
        try stream.add(replay)
        try stream.finish()
        return replay.isSame ? .done : .failed
    }
}

extension Replay: StreamedReport {
    package var lines: [String] {
        var table = TextTable([("", .left), ("recorded", .left), ("now", .left), ("", .left)])
        for check in checks {
            let verdict = check.isSame ? (check.recorded == nil ? "" : "the same") : "DIFFERENT"
            table.add([check.name, check.recorded ?? "–", check.now, verdict])
        }
        return ["\(source), seed \(seed)", ""] + table.lines + ["", verdict]
    }

    private var verdict: String {
        guard isJudged else { return "Nothing is recorded of how it ends." }
        return isSame ? "It does as is recorded." : "It does not do as is recorded."
    }

    package var records: [Record] {
        checks.map { check in
            Record([
                .init("check", .text(check.name)),
                .init("recorded", check.recorded.map { .text($0) } ?? .none),
                .init("now", .text(check.now)), .init("same", .truth(check.isSame)),
                .init("seed", .whole(seed)),
            ])
        }
    }
}
