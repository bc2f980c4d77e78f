import EpidemicWire

extension ControlCommand {
    /// About the node as a server.
    static let server: [ControlCommand] = [
        ControlCommand("info", 1...2, "Facts and counters.") { session, words in
            let section = words.count == 2 ? words[1].lowercased : nil
            let isAll = section.map { ["all", "everything", "default"].contains($0) } ?? true
            return .verbatim(
                ServerInfo.text(
                    of: session.driver, session.server, section: isAll ? nil : section))
        },
        ControlCommand("config", atLeast(2), "Parameters of the server, and some to set.") {
            $0.config($1)
        },
        ControlCommand("command", atLeast(1), "The commands.") { command($1) },
        ControlCommand("shutdown", 1...4, "End the node, in good order, or NOW.") {
            session, words in
            let options = Set(words.dropFirst().map(\.lowercased))
            guard options.isSubset(of: ["now", "save", "nosave", "force"]) else {
                return .failure("syntax error; SHUTDOWN takes NOW, and heeds no SAVE or NOSAVE")
            }
            session.server.onShutdown(options.contains("now") ? .now : .none)
            return nil
        },
    ]

    /// `COMMAND [COUNT | LIST | INFO name … | DOCS [name …]]`
    private static func command(_ words: [[UInt8]]) -> RESPValue {
        let names = words.dropFirst(2).map(\.lowercased)
        return switch words.count == 1 ? "info" : words[1].lowercased {
        case "count": .count(all.count)
        case "list": .array(all.map { .text($0.name) })
        case "info":
            .array(
                names.isEmpty
                    ? all.map(\.description) : names.map { table[$0]?.description ?? .null })
        case "docs":
            .map(
                all.filter { names.isEmpty || names.contains($0.name) }.map {
                    .init(.text($0.name), .map([.init(.text("summary"), .text($0.summary))]))
                })
        case let other: .failure("unknown subcommand 'COMMAND \(other)'")
        }
    }

    /// Name, arity, flags, where its keys stand, and the four lists that Redis has had since its
    /// version 7: categories, tips, places of keys, subcommands. Clients count on all ten being there.
    private var description: RESPValue {
        let keys = keyPlaces
        return .array([
            .text(name), .integer(arity), .set([]), .integer(keys.first), .integer(keys.last),
            .integer(keys.step), .set([]), .array([]), .array([]), .array([]),
        ])
    }

    private var keyPlaces: (first: Int64, last: Int64, step: Int64) {
        switch name {
        case "get", "set": (1, 1, 1)
        case "del", "exists", "mget": (1, -1, 1)
        case "mset": (1, -1, 2)
        default: (0, 0, 0)
        }
    }
}
