import Epidemic
import EpidemicWire
import NIOCore

extension ControlCommand {
    /// About what other nodes have.
    static let waiting: [ControlCommand] = [
        ControlCommand(
            "wait", "numreplicas timeout",
            "Wait until so many other nodes have what this connection wrote, or so long.",
            .generic, since: "3.0.0", [.noscript, .waiting]
        ) { $0.wait($1) }
    ]

    /// About clients that wait.
    static let unblocking = ControlCommand(
        "client|unblock", "client-id [TIMEOUT|ERROR]", "End the waiting of a client.", .connection,
        since: "5.0.0", [.admin, .noscript, .loading, .stale]
    ) { $0.unblock($1.dropFirst(2)) }
}

extension ClientSession {
    /// `WAIT numreplicas milliseconds`; 0 milliseconds are for ever.
    fileprivate func wait(_ words: [[UInt8]]) -> RESPValue? {
        guard let wanted = words[1].integer else { return .notInteger }
        guard let milliseconds = words[2].integer, milliseconds < 1 << 40 else {
            return .failure("timeout is not an integer or out of range")
        }
        guard milliseconds >= 0 else { return .failure("timeout is negative") }
        // Who has written nothing has nothing to wait for: all have it.
        let known = written.keys.isEmpty ? driver.livingPeers.count : written.holders.count
        guard known < wanted, !written.keys.isEmpty, !isInTransaction else {
            return .count(known)
        }
        written.isAsked = true
        let waiting = HolderWait(
            for: Int(clamping: wanted), of: written,
            within: milliseconds == 0 ? nil : .milliseconds(milliseconds), driver: driver,
            questions: server.questions)
        self.waiting = waiting
        return perform(
            LongCommand(.reading) { [weak self] _ in
                guard waiting.isOver else { return .waiting { waiting.whenOver($0) } }
                return .done(.value(self?.endWaiting() ?? .null))
            })
    }

    /// What a client is told that waited.
    private func endWaiting() -> RESPValue {
        written.holders = waiting?.holders ?? []
        waiting = nil
        defer { unblocking = nil }
        return unblocking ?? .count(written.holders.count)
    }

    /// `CLIENT UNBLOCK client-id [TIMEOUT | ERROR]`
    fileprivate func unblock(_ words: ArraySlice<[UInt8]>) -> RESPValue {
        guard let first = words.first, let id = first.integer else { return .notInteger }
        let reason = words.dropFirst().first?.lowercased ?? "timeout"
        guard ["timeout", "error"].contains(reason) else {
            return .failure("CLIENT UNBLOCK reason should be TIMEOUT or ERROR")
        }
        let session = server.inOrder.first { $0.id == id }
        guard let session, let waiting = session.waiting else { return .integer(0) }
        session.unblocking =
            reason == "error" ? .error("UNBLOCKED client unblocked via CLIENT UNBLOCK") : nil
        waiting.end()
        return .integer(1)
    }
}
