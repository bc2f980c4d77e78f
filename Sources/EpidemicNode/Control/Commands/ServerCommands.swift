import EpidemicWire

extension ControlCommand {
    /// About the node as a server.
    static let server: [ControlCommand] = [
        ControlCommand(
            "info", "[section...]", "Facts and counters.", .server, since: "1.0.0",
            [.loading, .stale], categories: ["dangerous"]
        ) { session, words in
            .verbatim(
                ServerInfo(of: session.server).text(sections: words.dropFirst().map(\.lowercased)))
        },
        ControlCommand(
            "config", "Parameters of the server, and some to set.", .server, since: "2.0.0",
            subcommands: parameters),
        ControlCommand(
            "command", "The commands.", .server, since: "2.8.13", [.loading, .stale],
            categories: ["connection"], subcommands: describing
        ) { _ in .array(all.map(\.description)) },
        ControlCommand(
            "time", "", "Seconds since 1970, and the microseconds of this one.", .server,
            since: "2.6.0", [.loading, .stale, .fast]
        ) { session, _ in
            let microseconds = session.driver.clock.wall.nanoseconds / 1_000
            return .array([
                .text("\(microseconds / 1_000_000)"), .text("\(microseconds % 1_000_000)"),
            ])
        },
        ControlCommand(
            "role", "", "A master that nobody follows: every node takes writes.", .server,
            since: "2.8.12", [.noscript, .loading, .stale, .fast],
            categories: ["admin", "dangerous"]
        ) { _, _ in .array([.text("master"), .integer(0), .array([])]) },
        ControlCommand(
            "shutdown", "[NOSAVE|SAVE] [NOW] [FORCE] [ABORT]",
            "End the node, in good order, or NOW.", .server, since: "1.0.0",
            [.admin, .noscript, .loading, .stale, .allowBusy, .noMulti]
        ) { $0.shutDown($1.dropFirst()) },
    ]
}

extension ClientSession {
    /// `SHUTDOWN [NOSAVE | SAVE] [NOW] [FORCE] [ABORT]`: what was acknowledged is durable, whether it is to be
    /// saved or not; and a node that has begun to end cannot be kept from it.
    fileprivate func shutDown(_ options: ArraySlice<[UInt8]>) -> RESPValue? {
        let options = Set(options.map(\.lowercased))
        guard options.isSubset(of: ["now", "save", "nosave", "force", "abort"]),
            !options.isSuperset(of: ["save", "nosave"]),
            !options.contains("abort") || options.count == 1
        else { return .syntaxError }
        guard !options.contains("abort") else {
            return .failure(
                driver.isLeaving
                    ? "the node is about to end, which cannot be taken back"
                    : "No shutdown in progress.")
        }
        server.onShutdown(options.contains("now") ? .now : .none)
        return nil
    }
}
