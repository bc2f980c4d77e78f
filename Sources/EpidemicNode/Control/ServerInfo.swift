import Epidemic

/// What a client that speaks to Redis expects to be told of the server.
enum ServerInfo {
    /// The version of Redis whose commands are spoken.
    static let redisVersion = "7.0.0"

    /// The answer of `INFO`, all of it or one section.
    static func text(of driver: NodeDriver, _ server: ControlServer, section: String?)
        -> String
    {
        let status = driver.status()
        let keyspace = status.keys == 0 ? [] : ["db0:keys=\(status.keys),expires=0,avg_ttl=0"]
        let sections: [(String, [String])] = [
            (
                "Server",
                [
                    "redis_version:\(redisVersion)", "redis_mode:standalone",
                    "outbreak_node:\(status.id.name)", "outbreak_epoch:\(status.id.epoch)",
                    "outbreak_cluster:\(status.cluster.name)",
                    "outbreak_gossip:\(status.protection.rawValue)",
                    "outbreak_readiness:\(status.readiness)",
                ]
            ),
            ("Clients", ["connected_clients:\(server.sessions.count)"]),
            ("Memory", memory(of: driver)),
            (
                "Persistence",
                ["loading:\(status.readiness.takesWrites ? 0 : 1)"] + persistence(of: driver)
            ),
            (
                "Stats",
                status.counters.map {
                    "\($0.name.replacing(" ", with: "_")):\($0.count)"
                }
            ),
            ("Commandstats", commands(server.statistics)),
            ("Replication", ["role:master", "connected_slaves:0"]),
            ("Keyspace", keyspace),
        ]
        return sections.filter { section == nil || $0.0.lowercased() == section }
            .map { "# \($0.0)\r\n" + $0.1.map { "\($0)\r\n" }.joined() }
            .joined(separator: "\r\n")
    }

    private static func memory(of driver: NodeDriver) -> [String] {
        [
            "used_memory:\(driver.replica.tableBytes)",
            "maxmemory:\(driver.configuration.maxMemory)", "maxmemory_policy:noeviction",
        ]
    }

    private static func persistence(of driver: NodeDriver) -> [String] {
        guard driver.disk != nil else { return ["aof_enabled:0"] }
        let durability = driver.durability
        return [
            "aof_enabled:1",
            "aof_last_write_status:\(durability.trouble == nil ? "ok" : "err")",
            "disk_full:\(durability.isSound ? 0 : 1)",
            "disk_free_bytes:\(durability.freeBytes.map { "\($0)" } ?? "unknown")",
            "disk_reserve_bytes:\(durability.reserve)",
        ]
    }

    /// As Redis counts them.
    private static func commands(_ statistics: CommandStatistics) -> [String] {
        statistics.given.map { name, histogram in
            let microseconds = histogram.sum / 1_000
            let mean = Double(histogram.sum) / 1_000 / Double(histogram.count)
            let hundredths = Int((mean * 100).rounded())
            return "cmdstat_\(name):calls=\(histogram.count),usec=\(microseconds),"
                + "usec_per_call=\(Double(hundredths) / 100)"
        }
    }

    /// What `CONFIG GET` tells: the few parameters that clients and benchmarks ask for.
    static func parameters(of driver: NodeDriver) -> [(String, String)] {
        [
            ("appendonly", driver.configuration.dataDirectory == nil ? "no" : "yes"),
            ("databases", "1"), ("maxclients", "\(ConnectionBudget.now.clients)"),
            ("maxmemory", "\(driver.configuration.maxMemory)"),
            ("maxmemory-policy", "noeviction"), ("proto-max-bulk-len", "\(Limits.valueBytesMax)"),
            ("save", ""),
            ("timeout", "0"),
        ]
    }
}
