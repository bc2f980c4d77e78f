import ClusterObservation
import Epidemic
import EpidemicSimulation

/// A run that was found to break a promise, as a session: it opens in the dashboard at the failing step.
///
/// Beside what any session has, comments say who was healed first, what clients read, and where the healing
/// begins; so the same file can be judged again. Example:
///
///     # outbreak run --nodes 3 --topology full --seed 7 …
///     # engine: 2
///     # found-by: hunt
///     # violation: lost-write
///     # fingerprint: 00:03.2 k1=w1 n1#1 (n1:1) is held nowhere
///     # core n0 n2
///     do write n1 k1 w1
///     advance 120ms
///     # read n1 k1
///     do cut-power n1
///     # healing
///     do restart n1 kept
struct FoundSession {
    let plan: HuntPlan

    /// The text of a session that ends at the violation.
    static func text(_ plan: HuntPlan, _ outcome: HuntRun.Outcome) -> String {
        var header = SessionHeader()
        header.add(.engine, "\(EngineRevision.current)")
        if let violation = outcome.violation {
            let finding = Finding(violation)
            header.add(.foundBy, Finder.hunt.rawValue)
            header.add(.violation, finding.kind)
            if let fingerprint = finding.fingerprint { header.add(.fingerprint, fingerprint) }
        }
        var lines =
            ["# outbreak run " + plan.configuration.arguments.joined(separator: " ")]
            + header.text.split(separator: "\n").map(String.init)
        lines.append("# core " + plan.core.map(\.word).joined(separator: " "))
        for (place, step) in outcome.taken.enumerated() {
            if place == outcome.takenOfPlan { lines.append(healing) }
            if step.wait > .zero { lines.append("advance \(step.wait)") }
            lines.append(step.action.line)
        }
        if outcome.rest > .zero { lines.append("advance \(outcome.rest)") }
        return lines.map { $0 + "\n" }.joined()
    }

    private static let healing = "# healing"

    /// Reads a session to judge it; one that keys were pressed in cannot be judged.
    ///
    /// - Throws: `Complaint`.
    init(path: String) throws(Complaint) { try self.init(SavedSession(path: path)) }

    init(_ session: SavedSession) throws(Complaint) {
        let source = session.script.source
        let run = try session.run()
        guard let seed = run.cluster.seed else {
            throw .wrongUse("\(source), line 1: it has no --seed")
        }
        plan = HuntPlan(
            configuration: try run.configuration(seed: seed),
            steps: try Self.steps(of: session.text, source), core: Self.core(of: session.text))
    }

    private static func core(of text: String) -> [NodeID] {
        for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("# core ") {
            return line.dropFirst(7).split(separator: " ").compactMap { NodeID(word: String($0)) }
        }
        return []
    }

    private static func steps(of text: String, _ source: String) throws(Complaint) -> [HuntStep] {
        var steps: [HuntStep] = []
        var wait = Interval.zero
        for line in text.split(whereSeparator: \.isNewline) where line != healing {
            let words = line.split(separator: " ").map(String.init)
            if let action = HuntAction(words: words) {
                steps.append(HuntStep(after: wait, action))
                wait = .zero
            } else if words.count == 2, words[0] == "advance",
                let time = try? Interval(written: words[1])
            {
                wait = wait + time
            } else if words.first?.hasPrefix("#") != true, words.first != "resize" {
                throw .wrongUse(
                    "\(source): '\(line)' cannot be judged; only 'do' and 'advance' can")
            }
        }
        return steps
    }
}

extension HuntAction {
    /// As a line of a session.
    fileprivate var line: String {
        switch self {
        case .read(let node, let key, let client): "# read \(node.word) \(key)" + client.remark
        case .perform(let command, let client):
            "do " + (DoneCommand.words(command) ?? []).joined(separator: " ") + client.remark
        }
    }

    fileprivate init?(words: [String]) {
        let place = words.lastIndex { $0 == HuntClient.word } ?? words.endIndex
        let client = HuntClient(words: Array(words[place...]))
        let words = Array(words[..<place])
        if words.count == 4, words[0] == "#", words[1] == "read", let node = NodeID(word: words[2])
        {
            self = .read(node, ItemKey(words[3]), client: client)
        } else if words.first == "do", let command = DoneCommand.read(Array(words.dropFirst())) {
            self = .perform(command, client: client)
        } else {
            return nil
        }
    }
}

extension HuntClient {
    fileprivate static let word = "#client"

    fileprivate var remark: String {
        switch self {
        case .resident: ""
        case .roaming(let number): " \(Self.word) \(number)"
        }
    }

    fileprivate init(words: [String]) {
        self = words.count == 2 ? Int(words[1]).map { .roaming($0) } ?? .resident : .resident
    }
}

extension FoundSession {
    /// Judges the run again.
    ///
    /// - Returns: the first promise that is broken in it; nil for none.
    /// - Throws: `Complaint` when the cluster cannot be.
    func finding() throws(Complaint) -> Finding? {
        do {
            return try HuntRun.outcome(of: plan).violation.map(Finding.init)
        } catch {
            throw .wrongUse(error.description)
        }
    }
}

extension Finding {
    /// A broken promise, told from others by its moment and its words.
    init(_ violation: Violation) {
        self.init(
            kind: violation.kind.rawValue,
            fingerprint: "\(violation.moment - .zero) \(violation.sentence)")
    }
}
