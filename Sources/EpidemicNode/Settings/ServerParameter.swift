import Epidemic
import EpidemicWire

/// One parameter of the server that a client can change while it runs, by `CONFIG SET`.
///
/// They are of this run alone: who starts the node again gives them again, by its command line or by
/// `CONFIG SET`.
struct ServerParameter: Sendable {
    let name: String
    /// What can be written.
    let right: String
    let read: @Sendable (ControlServer) -> String
    /// Sets it; false when the text is not what can be written.
    let write: @Sendable (ControlServer, String) -> Bool

    static let all: [ServerParameter] = [
        ServerParameter(
            name: "loglevel", right: LogDial.forms,
            read: { $0.driver.configuration.logDial?.level.rawValue ?? "notice" },
            write: { server, text in
                guard let dial = server.driver.configuration.logDial,
                    let level = LogDial.level(text)
                else { return false }
                dial.level = level
                return true
            }),
        // Many clients set it before they listen.
        ServerParameter(
            name: "notify-keyspace-events", right: "KEA: notifications are always on",
            read: { _ in "KEA" }, write: { _, text in Set(text).isSuperset(of: "KEA") }),
        ServerParameter(
            name: "slowlog-log-slower-than",
            right: "a whole number of microseconds, or negative for never",
            read: { "\($0.slowLog.thresholdMicroseconds)" },
            write: { server, text in
                guard let microseconds = Int64(text) else { return false }
                server.slowLog.thresholdMicroseconds = microseconds
                return true
            }),
        ServerParameter(
            name: "slowlog-max-len",
            right: "a whole number from 0 to \(TransportLimits.slowCommandsMax)",
            read: { "\($0.slowLog.lengthMax)" },
            write: { server, text in
                guard let count = Int(text), (0...TransportLimits.slowCommandsMax).contains(count)
                else { return false }
                server.slowLog.lengthMax = count
                return true
            }),
    ]

    /// What `CONFIG GET` tells besides: the few parameters that clients and benchmarks ask for.
    static func fixed(of driver: NodeDriver) -> [(String, String)] {
        [
            ("appendonly", driver.configuration.dataDirectory == nil ? "no" : "yes"),
            ("databases", "1"), ("maxclients", "\(ConnectionBudget.now.clients)"),
            ("maxmemory", "\(driver.configuration.maxMemory)"),
            ("maxmemory-policy", "noeviction"),
            ("port", "\(driver.controlPort)"), ("proto-max-bulk-len", "\(Limits.valueBytesMax)"),
            ("save", ""), ("timeout", "0"),
        ]
    }

    static let table = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

extension ControlCommand {
    /// What `CONFIG` has: `GET pattern …`, `SET name value …`, `RESETSTAT`.
    static let parameters: [ControlCommand] = [
        ControlCommand(
            "config|get", "parameter...", "Parameters that fit patterns.", .server, since: "2.0.0",
            managing
        ) { $0.parameters($1.dropFirst(2)) },
        ControlCommand(
            "config|set", "(parameter value)...",
            "Set \(ServerParameter.all.map(\.name).joined(separator: ", ")), until the node ends.",
            .server, since: "2.0.0", managing
        ) { session, words in
            guard words.count.isMultiple(of: 2) else { return .wrongArguments(of: "config|set") }
            return session.set(
                stride(from: 2, to: words.count, by: 2).map {
                    (words[$0].lowercased, words[$0 + 1].text)
                })
        },
        ControlCommand(
            "config|resetstat", "", "Begin counting commands again.", .server, since: "2.0.0",
            managing
        ) { session, _ in
            session.server.statistics = CommandStatistics()
            return .ok
        },
    ]

    private static let managing: CommandFlags = [.admin, .noscript, .loading, .stale]
}

extension ClientSession {
    fileprivate func parameters(_ patterns: ArraySlice<[UInt8]>) -> RESPValue {
        let patterns = patterns.map { GlobPattern(Array($0.lowercased.utf8)) }
        let known =
            ServerParameter.fixed(of: driver)
            + ServerParameter.all.map { ($0.name, $0.read(server)) }
        return .map(
            known.filter { parameter in patterns.contains { $0.fits(Array(parameter.0.utf8)) } }
                .map { .init(.text($0.0), .text($0.1)) })
    }

    /// Sets parameters from the first to the last; what was there before comes back when one cannot be.
    fileprivate func set(_ pairs: [(name: String, value: String)]) -> RESPValue {
        let fixed = ServerParameter.fixed(of: driver).map(\.0)
        var old: [(ServerParameter, String)] = []
        for (place, (name, value)) in pairs.enumerated() {
            let parameter = ServerParameter.table[name]
            let isDouble = pairs[..<place].contains { $0.name == name }
            if let parameter {
                old.append((parameter, parameter.read(server)))
                if !isDouble, parameter.write(server, value) { continue }
            }
            for (parameter, value) in old.reversed() { _ = parameter.write(server, value) }
            let reason = isDouble ? "duplicate parameter" : parameter.map { "it is \($0.right)" }
            let failed = "CONFIG SET failed (possibly related to argument '\(name)') - "
            if let reason { return .failure(failed + reason) }
            return .failure(
                fixed.contains(name)
                    ? failed + "can't set immutable config"
                    : "Unknown option or number of arguments for CONFIG SET - '\(name)'")
        }
        return .ok
    }
}
