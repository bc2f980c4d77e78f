import EpidemicWire

extension ControlCommand {
    /// What `COMMAND` tells of the commands.
    static let describing: [ControlCommand] = [
        ControlCommand(
            "command|count", "", "How many there are.", .server, since: "2.8.13",
            [.loading, .stale], categories: ["connection"]
        ) { _, _ in .count(all.count) },
        ControlCommand(
            "command|list", "[FILTERBY (MODULE|ACLCAT|PATTERN value)]",
            "The names of all, or some.",
            .server, since: "7.0.0", [.loading, .stale], categories: ["connection"],
            words: 2...Int.max
        ) { list($1.dropFirst(2)) },
        ControlCommand(
            "command|info", "[command-name...]", "What clients have to know of them.", .server,
            since: "2.8.13", [.loading, .stale], categories: ["connection"]
        ) { _, words in
            .array(
                words.count == 2
                    ? all.map(\.description)
                    : words.dropFirst(2).map { tableInside[$0.lowercased]?.description ?? .null })
        },
        ControlCommand(
            "command|docs", "[command-name...]", "How they are written, and what for.", .server,
            since: "7.0.0", [.loading, .stale], categories: ["connection"]
        ) { _, words in
            let named = words.dropFirst(2).compactMap { tableInside[$0.lowercased] }
            return .map((words.count == 2 ? all : named).map(\.documentation))
        },
        ControlCommand(
            "command|getkeys", "command [argument...]", "The keys in a command.", .server,
            since: "2.8.13", [.loading, .stale], categories: ["connection"], words: 4...Int.max
        ) { keys(in: Array($1.dropFirst(2))) },
    ]

    /// `COMMAND LIST [FILTERBY MODULE name | ACLCAT category | PATTERN pattern]`
    private static func list(_ words: ArraySlice<[UInt8]>) -> RESPValue {
        guard let first = words.first else { return .array(allInside.map { .text($0.name) }) }
        guard words.count == 3, first.lowercased == "filterby", let value = words.last else {
            return .syntaxError
        }
        let isShown: (ControlCommand) -> Bool
        switch words[words.startIndex + 1].lowercased {
        case "module": isShown = { _ in false }
        case "aclcat":
            let category = "@\(value.lowercased)"
            isShown = { $0.allCategories.contains(category) }
        case "pattern":
            let pattern = GlobPattern(Array(value.lowercased.utf8))
            isShown = { pattern.fits(Array($0.name.utf8)) }
        case _: return .syntaxError
        }
        return .array(allInside.filter(isShown).map { .text($0.name) })
    }

    private static func keys(in words: [[UInt8]]) -> RESPValue {
        guard case .command(let command) = find(words) else {
            return .failure("Invalid command specified")
        }
        guard command.facts.keys != .none else {
            return .failure("The command has no key arguments")
        }
        guard command.accepts(words.count) else {
            return .failure("Invalid number of arguments specified for command")
        }
        return .array(command.facts.keys.keys(in: words).map { .bulk($0) })
    }

    /// What Redis calls the sorts of commands to which it belongs.
    private var allCategories: [String] {
        let implied: [(Bool, String)] = [
            (flags.contains(.write), "write"), (flags.contains(.readonly), "read"),
            (flags.contains(.admin), "admin"), (flags.contains(.admin), "dangerous"),
            (flags.contains(.pubsub), "pubsub"), (flags.contains(.fast), "fast"),
            (!flags.contains(.fast), "slow"),
        ]
        let ofGroup = subcommands.isEmpty ? facts.group.category.map { [$0] } ?? [] : []
        return (implied.filter(\.0).map(\.1) + ofGroup + facts.categories).map { "@\($0)" }
    }

    /// Name, arity, flags, where its keys stand, and the four lists that Redis has had since its
    /// version 7: categories, tips, places of keys, subcommands. Clients count on all ten being there.
    var description: RESPValue {
        .array([
            .text(name), .integer(arity), .set(flags.names.map { .simple($0) }),
            .count(facts.keys.first), .count(facts.keys.last), .count(facts.keys.step),
            .set(allCategories.map { .simple($0) }), .array([]), .array(keySpecifications),
            .array(subcommands.map(\.description)),
        ])
    }

    /// The places of its keys once more, as Redis has written them since its version 7.
    private var keySpecifications: [RESPValue] {
        let keys = facts.keys
        guard keys != .none else { return [] }
        let last = keys.last < 0 ? keys.last : keys.last - keys.first
        return [
            .map([
                .init(.text("flags"), .set([.simple(flags.contains(.write) ? "RW" : "RO")])),
                .init(
                    .text("begin_search"),
                    .map([
                        .init(.text("type"), .text("index")),
                        .init(.text("spec"), .map([.init(.text("index"), .count(keys.first))])),
                    ])),
                .init(
                    .text("find_keys"),
                    .map([
                        .init(.text("type"), .text("range")),
                        .init(
                            .text("spec"),
                            .map([
                                .init(.text("lastkey"), .count(last)),
                                .init(.text("keystep"), .count(keys.step)),
                                .init(.text("limit"), .integer(0)),
                            ])),
                    ])),
            ])
        ]
    }

    /// Its name, and what a client shows to a person who asks how it is written.
    private var documentation: RESPValue.Pair {
        var told: [RESPValue.Pair] = [
            .init(.text("summary"), .text(facts.summary)),
            .init(.text("since"), .text(facts.since)),
            .init(.text("group"), .text(facts.group.rawValue)),
        ]
        let arguments = facts.syntax.arguments
        if !arguments.isEmpty {
            told.append(.init(.text("arguments"), .array(arguments.map(\.documentation))))
        }
        if !subcommands.isEmpty {
            told.append(.init(.text("subcommands"), .map(subcommands.map(\.documentation))))
        }
        return .init(.text(name), .map(told))
    }
}

extension CommandSyntax.Argument {
    /// As `COMMAND DOCS` tells it.
    fileprivate var documentation: RESPValue {
        var facts: [RESPValue.Pair] = [
            .init(.text("name"), .text(name)), .init(.text("type"), .text(kind.rawValue)),
        ]
        if kind == .key { facts.append(.init(.text("key_spec_index"), .integer(0))) }
        if let token { facts.append(.init(.text("token"), .text(token))) }
        let flags = [(isOptional, "optional"), (isMultiple, "multiple")].filter(\.0).map(\.1)
        if !flags.isEmpty {
            facts.append(.init(.text("flags"), .array(flags.map { .simple($0) })))
        }
        if !parts.isEmpty {
            facts.append(.init(.text("arguments"), .array(parts.map(\.documentation))))
        }
        return .map(facts)
    }
}
