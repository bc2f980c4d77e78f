import Epidemic
import NIOCore

/// What a client that speaks to Redis expects to be told of the server: the answer of `INFO`.
///
/// Tools look for lines by their names, in sections by theirs. What a node has no notion of (snapshots,
/// replicas that follow, expiry) stands there as in a Redis that does none of it.
struct ServerInfo {
    /// The version of Redis whose commands are spoken.
    static let redisVersion = "7.0.0"

    let server: ControlServer
    let status: NodeStatus

    var driver: NodeDriver { server.driver }

    /// The section of a name, with what stands in it.
    struct Section: Sendable {
        let name: String
        /// Whether it is told when nobody asks for it by name, or for all.
        var isDefault = true
        let lines: @Sendable (ServerInfo) -> [String]
    }

    init(of server: ControlServer) {
        self.server = server
        status = server.driver.status()
    }

    /// All sections, in the order in which they are told.
    static let sections = [
        Section(name: "Server") { $0.node }, Section(name: "Clients") { $0.clients },
        Section(name: "Memory") { $0.memory }, Section(name: "Persistence") { $0.persistence },
        Section(name: "Stats") { $0.counts }, Section(name: "Replication") { $0.replication },
        Section(name: "CPU") { _ in processor }, Section(name: "Modules") { _ in [] },
        Section(name: "Commandstats", isDefault: false) { $0.commands },
        Section(name: "Errorstats") { $0.failures },
        Section(name: "Cluster") { _ in ["cluster_enabled:0"] },
        Section(name: "Keyspace") { $0.keyspace },
    ]

    /// The sections of these names, in small letters; without any, those that are told by themselves.
    func text(sections names: [String]) -> String {
        let isDefault = names.isEmpty || names.contains("default")
        let isAll = !Set(names).isDisjoint(with: ["all", "everything"])
        return Self.sections.filter {
            isAll || isDefault && $0.isDefault || names.contains($0.name.lowercased())
        }.map { section in
            "# \(section.name)\r\n" + section.lines(self).map { "\($0)\r\n" }.joined()
        }.joined(separator: "\r\n")
    }

    // MARK: The sections

    private var node: [String] {
        let machine = MachineFacts()
        let uptime = (driver.clock.now - driver.began).nanoseconds / 1_000_000_000
        return [
            "redis_version:\(Self.redisVersion)", "redis_git_sha1:00000000", "redis_git_dirty:0",
            "redis_build_id:outbreak-\(ProgramVersion.text)", "redis_mode:standalone",
            "os:\(machine.system)", "arch_bits:\(Int.bitWidth)",
            "monotonic_clock:POSIX clock_gettime", "multiplexing_api:epoll",
            "process_id:\(machine.process)", "process_supervised:no",
            "run_id:\(runID)", "tcp_port:\(driver.controlPort)",
            "server_time_usec:\(driver.clock.wall.nanoseconds / 1_000)",
            "uptime_in_seconds:\(uptime)", "uptime_in_days:\(uptime / 86_400)", "hz:10",
            "configured_hz:10", "executable:\(machine.program)", "config_file:",
            "io_threads_active:0", "outbreak_version:\(ProgramVersion.text)",
            "outbreak_node:\(status.id.name)", "outbreak_epoch:\(status.id.epoch)",
            "outbreak_cluster:\(status.cluster.name)",
            "outbreak_gossip:\(status.protection.rawValue)",
            "outbreak_readiness:\(status.readiness)",
        ]
    }

    /// Forty hexadecimal digits that no other process of a node has.
    private var runID: String {
        let parts = [
            (String(status.id.epoch, radix: 16), 16), (String(status.process, radix: 16), 8),
        ]
        let digits = parts.map { digits, length in
            String(repeating: "0", count: max(0, length - digits.count)) + digits
        }.joined()
        return digits + String(repeating: "0", count: 40 - digits.count)
    }

    private var clients: [String] {
        let sessions = server.inOrder
        return [
            "connected_clients:\(server.sessions.count)", "cluster_connections:0",
            "maxclients:\(server.countMax)",
            "client_recent_max_input_buffer:\(sessions.map(\.unreadBytes).max() ?? 0)",
            "client_recent_max_output_buffer:\(sessions.map(\.heldBytes).max() ?? 0)",
            "blocked_clients:\(sessions.count { $0.waiting != nil })", "tracking_clients:0",
            "clients_in_timeout_table:0",
        ]
    }

    private var memory: [String] {
        let used = driver.replica.tableBytes
        let resident = UInt64(ProcessFacts.residentBytes)
        let (all, max) = (MachineFacts.memoryBytes, UInt64(driver.configuration.maxMemory))
        let ratio = used == 0 ? 1 : Double(resident) / Double(used)
        return [
            "used_memory:\(used)", "used_memory_human:\(Self.human(used))",
            "used_memory_rss:\(resident)", "used_memory_rss_human:\(Self.human(resident))",
            "used_memory_dataset:\(used)", "total_system_memory:\(all)",
            "total_system_memory_human:\(Self.human(all))", "used_memory_lua:0",
            "used_memory_scripts:0", "maxmemory:\(max)", "maxmemory_human:\(Self.human(max))",
            "maxmemory_policy:noeviction",
            "mem_fragmentation_ratio:\(Self.decimal(ratio, digits: 2))", "mem_allocator:libc",
            "active_defrag_running:0", "lazyfree_pending_objects:0", "lazyfreed_objects:0",
        ]
    }

    /// As Redis writes it: `0B`, `1.50K`, `2.62M`.
    static func human(_ bytes: UInt64) -> String {
        let units = ["B", "K", "M", "G", "T", "P"]
        var (amount, unit) = (Double(bytes), 0)
        while amount >= 1_024, unit < units.count - 1 {
            amount /= 1_024
            unit += 1
        }
        return unit == 0 ? "\(bytes)B" : decimal(amount, digits: 2) + units[unit]
    }

    /// A number with so many digits after the point.
    private static func decimal(_ number: Double, digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let whole = Int((number * Double(scale)).rounded())
        let rest = String(whole % scale)
        return "\(whole / scale)." + String(repeating: "0", count: digits - rest.count) + rest
    }

    private var persistence: [String] {
        let durability = driver.durability
        let isKept = driver.disk != nil
        let always = [
            "loading:\(status.readiness.takesWrites ? 0 : 1)", "async_loading:0",
            "rdb_changes_since_last_save:0", "rdb_bgsave_in_progress:0",
            "rdb_last_save_time:\(driver.clock.wall.nanoseconds / 1_000_000_000)",
            "rdb_last_bgsave_status:ok", "rdb_last_bgsave_time_sec:-1",
            "rdb_current_bgsave_time_sec:-1", "aof_enabled:\(isKept ? 1 : 0)",
            "aof_rewrite_in_progress:0", "aof_rewrite_scheduled:0",
            "aof_last_rewrite_time_sec:-1", "aof_current_rewrite_time_sec:-1",
            "aof_last_bgrewrite_status:ok",
            "aof_last_write_status:\(isKept && durability.trouble != nil ? "err" : "ok")",
        ]
        guard isKept else { return always }
        return always + [
            "disk_full:\(durability.isSound ? 0 : 1)",
            "disk_free_bytes:\(durability.freeBytes.map { "\($0)" } ?? "unknown")",
            "disk_reserve_bytes:\(durability.reserve)",
        ]
    }

    private var counts: [String] {
        let (statistics, sessions) = (server.statistics, server.inOrder)
        let patterns = Set(sessions.flatMap(\.subscriptions.patterns).map(\.name))
        return [
            "total_connections_received:\(server.opened)",
            "total_commands_processed:\(statistics.total)",
            "instantaneous_ops_per_sec:\(server.pace.perSecond(statistics.total, at: .now()))",
            "total_net_input_bytes:\(server.bytesIn)", "total_net_output_bytes:\(server.bytesOut)",
            "rejected_connections:\(driver.drops[.tooManyClients])", "sync_full:0",
            "sync_partial_ok:0", "sync_partial_err:0", "expired_keys:0", "evicted_keys:0",
            "keyspace_hits:\(statistics.hits)", "keyspace_misses:\(statistics.misses)",
            "pubsub_channels:\(Set(sessions.flatMap(\.subscriptions.channels)).count)",
            "pubsub_patterns:\(patterns.count)", "latest_fork_usec:0", "total_forks:0",
            "total_error_replies:\(statistics.failures)",
        ]
            + status.counters.map { "\($0.name.replacing(" ", with: "_")):\($0.count)" }
    }

    /// As Redis counts them.
    private var commands: [String] {
        server.statistics.fates.map { fate in
            let (count, sum) = (fate.histogram.count, fate.histogram.sum)
            let mean = count == 0 ? 0 : Double(sum) / 1_000 / Double(count)
            return "cmdstat_\(fate.name):calls=\(count),usec=\(sum / 1_000),"
                + "usec_per_call=\(Self.decimal(mean, digits: 2)),rejected_calls=\(fate.rejected),"
                + "failed_calls=\(fate.failed)"
        }
    }

    private var failures: [String] {
        server.statistics.failuresByCode.sorted { $0.key < $1.key }
            .map { "errorstat_\($0.key):count=\($0.value)" }
    }

    /// To clients every node is a master that nobody follows: all of them take writes.
    private var replication: [String] {
        [
            "role:master", "connected_slaves:0", "master_failover_state:no-failover",
            "master_replid:\(runID)", "master_replid2:\(String(repeating: "0", count: 40))",
            "master_repl_offset:0", "second_repl_offset:-1", "repl_backlog_active:0",
            "repl_backlog_size:0", "repl_backlog_first_byte_offset:0", "repl_backlog_histlen:0",
        ]
    }

    private static var processor: [String] {
        let (user, system) = MachineFacts.processorSeconds
        return [
            "used_cpu_sys:\(decimal(system, digits: 6))",
            "used_cpu_user:\(decimal(user, digits: 6))", "used_cpu_sys_children:0.000000",
            "used_cpu_user_children:0.000000",
        ]
    }

    private var keyspace: [String] {
        status.keys == 0 ? [] : ["db0:keys=\(status.keys),expires=0,avg_ttl=0"]
    }
}
