import EpidemicWire
import NIOCore
import Testing

@testable import EpidemicNode

/// What tools of Redis read of a node by `INFO`.
@Suite(.timeLimit(.minutes(10))) struct InfoTests {
    /// The lines of sections, by their names.
    private func facts(_ node: TestNode, _ sections: String...) async throws -> [String: String] {
        let text = try #require(try await node.ask(["INFO"] + sections).word)
        let pairs = text.split(separator: "\r\n").filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
        return Dictionary(pairs) { _, _ in "twice" }
    }

    private func sections(_ node: TestNode, _ names: String...) async throws -> [String] {
        let text = try #require(try await node.ask(["INFO"] + names).word)
        return text.split(separator: "\r\n").filter { $0.hasPrefix("#") }.map {
            String($0.dropFirst(2))
        }
    }

    /// What `redis-cli --stat`, redis-py, sidekiq, RedisInsight and redis_exporter look for.
    @Test(arguments: [
        "used_memory", "used_memory_human", "used_memory_rss", "maxmemory", "maxmemory_policy",
        "mem_fragmentation_ratio", "total_system_memory", "connected_clients", "blocked_clients",
        "maxclients", "total_commands_processed", "total_connections_received",
        "instantaneous_ops_per_sec", "total_net_input_bytes", "total_net_output_bytes",
        "rejected_connections", "keyspace_hits", "keyspace_misses", "pubsub_channels",
        "pubsub_patterns", "uptime_in_seconds", "uptime_in_days", "tcp_port", "process_id",
        "run_id",
        "arch_bits", "os", "multiplexing_api", "redis_version", "redis_mode", "redis_build_id",
        "loading", "rdb_bgsave_in_progress", "aof_rewrite_in_progress", "aof_enabled", "role",
        "connected_slaves", "master_repl_offset", "used_cpu_sys", "used_cpu_user",
        "cluster_enabled", "db0", "evicted_keys", "expired_keys",
    ])
    func `what tools look for is there once`(name: String) async throws {
        let node = try await TestNode.start()
        _ = try await node.ask("SET", "a", "1")
        let value = try #require(try await facts(node)[name])
        #expect(!value.isEmpty && value != "twice")
        await node.stop()
    }

    @Test func `no name stands there twice, and what counts moves`() async throws {
        let node = try await TestNode.start()
        _ = try await node.ask("SET", "a", "1")
        let before = try await facts(node, "everything")
        #expect(!before.values.contains("twice"))
        _ = try await node.ask("MGET", "a", "none")
        _ = try await node.ask("NONSENSE")
        let client = try RawStream(to: node.node.control!)
        client.say("PSUBSCRIBE *\r\n")
        _ = client.hear(10)
        let after = try await facts(node, "everything")
        func moved(_ name: String) -> Int {
            (after[name].flatMap { Int($0) } ?? 0) - (before[name].flatMap { Int($0) } ?? 0)
        }
        #expect(moved("keyspace_hits") == 1 && moved("keyspace_misses") == 1)
        #expect(moved("total_error_replies") == 1 && after["errorstat_ERR"] == "count=1")
        #expect(moved("total_connections_received") == 1 && moved("connected_clients") == 1)
        #expect(moved("pubsub_patterns") == 1 && moved("total_commands_processed") == 3)
        #expect(moved("total_net_input_bytes") > 0 && moved("total_net_output_bytes") > 0)
        #expect(after["tcp_port"] == "\(node.node.control!.port)" && after["arch_bits"] == "64")
        #expect(after["run_id"]?.wholeMatch(of: /[0-9a-f]{40}/) != nil)
        #expect(after["db0"] == "keys=1,expires=0,avg_ttl=0")
        await node.stop()
    }

    @Test func `sections are told by name, several at once, and the rest when all are asked for`()
        async throws
    {
        let node = try await TestNode.start()
        #expect(try await sections(node, "memory", "SERVER") == ["Server", "Memory"])
        #expect(try await sections(node, "nonsense") == [])
        let usual = try await sections(node)
        #expect(!usual.contains("Commandstats"))
        #expect(try await sections(node, "default") == usual)
        #expect(try await sections(node, "default", "commandstats").contains("Commandstats"))
        #expect(
            try await sections(node, "all") == ServerInfo.sections.map(\.name))
        await node.stop()
    }

    @Test func `the pace of commands is that since somebody asked before`() {
        let start = NIODeadline.now()
        var pace = CommandPace(since: start)
        #expect(pace.perSecond(500, at: start + .seconds(1)) == 500)
        #expect(pace.perSecond(9_000, at: start + .milliseconds(1_050)) == 500)
        #expect(pace.perSecond(10_500, at: start + .seconds(3)) == 5_000)
        // Counting began again.
        #expect(pace.perSecond(20, at: start + .seconds(5)) == 10)
        // Nobody asked for days.
        #expect(pace.perSecond(36_000_000_020, at: start + .hours(100) + .seconds(5)) == 100_000)
    }

    @Test(
        arguments: [
            (0, "0B"), (1_023, "1023B"), (1_024, "1.00K"), (1_536, "1.50K"), (2_747_808, "2.62M"),
            (3 << 30, "3.00G"),
        ] as [(UInt64, String)])
    func `an amount is written as by Redis`(bytes: UInt64, text: String) {
        #expect(ServerInfo.human(bytes) == text)
    }

    @Test func `every field of a client that Redis tells is told`() async throws {
        let node = try await TestNode.start()
        let line = try #require(try await node.ask("CLIENT", "INFO").word)
        let names = line.split(whereSeparator: \.isWhitespace).map { $0.prefix { $0 != "=" } }
        #expect(Set(names).count == names.count)
        // As Redis 7 has them.
        let known = """
            id addr laddr fd name age idle flags db sub psub ssub multi qbuf qbuf-free argv-mem \
            multi-mem rbs rbp obl oll omem tot-mem events cmd user redir resp
            """
        #expect(names.starts(with: known.split(separator: " ")))
        await node.stop()
    }
}
