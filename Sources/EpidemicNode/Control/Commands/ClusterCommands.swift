import Epidemic
import EpidemicWire

extension ControlCommand {
    /// About the node as a replica.
    static let cluster: [ControlCommand] = [
        ControlCommand(
            "outbreak", "subcommand [argument...]", "Watch the replica, and break its links.",
            .server, [.admin, .loading, .stale, .noMulti]
        ) { session, words in
            let name = words[1].lowercased
            guard let command = ReplicaCommand.table[name] else {
                let all = ReplicaCommand.all.map { $0.name.uppercased() }.joined(separator: ", ")
                return .failure("unknown subcommand 'OUTBREAK \(words[1].text)'; there are \(all)")
            }
            guard command.words.contains(words.count - 2) else {
                return .failure("OUTBREAK \(command.usage)")
            }
            return command.run(session, Array(words.dropFirst(2)))
        }
    ]
}

/// One word after `OUTBREAK`.
struct ReplicaCommand: Sendable {
    let name: String
    /// Words after the name.
    let words: ClosedRange<Int>
    /// How it is given, for whoever gave it wrongly.
    let usage: String
    let run: @Sendable (ClientSession, [[UInt8]]) -> RESPValue?

    init(
        _ usage: String, _ words: ClosedRange<Int>,
        run: @escaping @Sendable (ClientSession, [[UInt8]]) -> RESPValue?
    ) {
        name = usage.prefix { $0 != " " }.lowercased()
        self.usage = usage
        self.words = words
        self.run = run
    }

    static let all = reading + links + modes + keeping

    static let table = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    private static let reading: [ReplicaCommand] = [
        ReplicaCommand("STATUS", 0...0) { session, _ in
            .text(session.driver.status().json.line)
        },
        ReplicaCommand("WATCH milliseconds, from 50 to 60000, or 0 to end", 1...1) {
            $0.watch($1[0])
        },
        ReplicaCommand("MEMBERS", 0...0) { session, _ in
            .array(session.driver.members().map(\.answer))
        },
        ReplicaCommand("CLOCK [key]", 0...1) { session, words in
            guard let key = words.first else { return .text("\(session.driver.replica.seen)") }
            return session.driver.entry(of: Key(key)).map(\.answer) ?? .null
        },
        ReplicaCommand("CACHE", 0...0) { session, _ in
            let entries = session.driver.replica.cachedEntries()
            var answers = EncodedArray(as: session.version)
            return session.perform(
                LongCommand(.reading, places: entries.count) { place in
                    answers.append(entries[place].answer)
                    return nil
                } end: {
                    .encoded(answers.bytes)
                })
        },
        ReplicaCommand("RUMORS", 0...0) { session, _ in
            .array(session.driver.replica.rumors(max: 1_000).map(\.answer))
        },
        ReplicaCommand("DETAIL first count", 2...2) { $0.detail($1) },
        ReplicaCommand("TREE [/path | level]", 0...1) { $0.tree($1) },
    ]
}

extension NodeStatus.Member {
    /// As a map of words.
    var answer: RESPValue {
        .map([
            .init(.text("name"), .text(name)),
            .init(.text("epoch"), id.map { .text("\($0.epoch)") } ?? .null),
            .init(.text("address"), .text(address)), .init(.text("state"), .text(state)),
            .init(.text("warning"), warning.map { .text($0) } ?? .null),
            .init(.text("control"), control.map { .text("\($0)") } ?? .null),
            .init(
                .text("silent"), silence.map { .text("\($0.nanoseconds / 1_000_000)ms") } ?? .null),
            .init(.text("cut"), .text(faults.cut.map(\.rawValue).sorted().joined(separator: ","))),
            .init(.text("loss"), .double(faults.loss)),
            .init(.text("delay"), .text("\(faults.delay)")),
        ])
    }
}

extension Entry {
    /// As a map of words.
    fileprivate var answer: RESPValue {
        .map([
            .init(.text("key"), .bulk(update.key.bytes)),
            .init(.text("value"), update.content.value.map { .bulk($0.bytes) } ?? .null),
            .init(.text("id"), .text("\(update.id)")),
            .init(.text("clock"), .text("\(update.clock)")),
            .init(.text("context"), .text("\(context)")),
            .init(.text("hops"), .integer(Int64(hops))),
        ])
    }
}

extension RumorStatus {
    /// As a map of words.
    fileprivate var answer: RESPValue {
        .map([
            .init(.text("key"), .bulk(update.key.bytes)),
            .init(.text("id"), .text("\(update.id)")),
            .init(.text("counter"), .count(counter)),
            .init(.text("rounds"), .count(rounds)),
        ])
    }
}
