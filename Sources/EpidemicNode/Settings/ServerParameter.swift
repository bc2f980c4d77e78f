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

    static let table = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

extension ClientSession {
    /// `CONFIG GET pattern … | SET name value … | RESETSTAT`
    func config(_ words: [[UInt8]]) -> RESPValue {
        switch (words[1].lowercased, words.count) {
        case ("get", 3...): return parameters(words.dropFirst(2))
        case ("set", 4...) where words.count.isMultiple(of: 2):
            return set(
                stride(from: 2, to: words.count, by: 2).map {
                    (words[$0].lowercased, words[$0 + 1].text)
                })
        case ("resetstat", 2):
            server.statistics = CommandStatistics()
            return .ok
        case _:
            let names = ServerParameter.all.map(\.name).joined(separator: ", ")
            return .failure(
                "CONFIG has GET pattern, RESETSTAT, and SET for \(names): otherwise a node is set "
                    + "up by its command line, and its protocol by OUTBREAK SETTINGS")
        }
    }

    private func parameters(_ patterns: ArraySlice<[UInt8]>) -> RESPValue {
        let patterns = patterns.map { GlobPattern(Array($0.lowercased.utf8)) }
        let known =
            ServerInfo.parameters(of: driver)
            + ServerParameter.all.map { ($0.name, $0.read(server)) }
        return .map(
            known.filter { parameter in patterns.contains { $0.fits(Array(parameter.0.utf8)) } }
                .map { .init(.text($0.0), .text($0.1)) })
    }

    /// Sets parameters from the first to the last; what was there before comes back when one cannot be.
    private func set(_ pairs: [(name: String, value: String)]) -> RESPValue {
        let fixed = ServerInfo.parameters(of: driver).map(\.0)
        var old: [(ServerParameter, String)] = []
        for (name, value) in pairs {
            let parameter = ServerParameter.table[name]
            if let parameter {
                old.append((parameter, parameter.read(server)))
                if parameter.write(server, value) { continue }
            }
            for (parameter, value) in old.reversed() { _ = parameter.write(server, value) }
            let reason = parameter.map { "it is \($0.right)" }
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
