import Epidemic

/// What a client that speaks to Redis expects to be told of the server.
enum ServerInfo {
    /// The version of Redis whose commands are spoken.
    static let redisVersion = "7.0.0"

    /// The answer of `INFO`, all of it or one section.
    static func text(of driver: NodeDriver, clients: Int, section: String?) -> String {
        let status = driver.status()
        let keyspace = status.keys == 0 ? [] : ["db0:keys=\(status.keys),expires=0,avg_ttl=0"]
        let sections: [(String, [String])] = [
            (
                "Server",
                [
                    "redis_version:\(redisVersion)", "redis_mode:standalone",
                    "outbreak_node:\(status.id.name)", "outbreak_epoch:\(status.id.epoch)",
                    "outbreak_readiness:\(status.readiness)",
                ]
            ),
            ("Clients", ["connected_clients:\(clients)"]),
            ("Persistence", ["loading:\(status.readiness.takesWrites ? 0 : 1)"]),
            (
                "Stats",
                status.counters.map {
                    "\($0.name.replacing(" ", with: "_")):\($0.count)"
                }
            ),
            ("Replication", ["role:master", "connected_slaves:0"]),
            ("Keyspace", keyspace),
        ]
        return sections.filter { section == nil || $0.0.lowercased() == section }
            .map { "# \($0.0)\r\n" + $0.1.map { "\($0)\r\n" }.joined() }
            .joined(separator: "\r\n")
    }

    /// What `CONFIG GET` tells: the few parameters that clients and benchmarks ask for.
    static func parameters(of driver: NodeDriver) -> [(String, String)] {
        [
            ("appendonly", driver.configuration.dataDirectory == nil ? "no" : "yes"),
            ("databases", "1"), ("maxclients", "\(ConnectionBudget.now.clients)"),
            ("maxmemory", "0"), ("proto-max-bulk-len", "\(Limits.valueBytesMax)"), ("save", ""),
            ("timeout", "0"),
        ]
    }
}
