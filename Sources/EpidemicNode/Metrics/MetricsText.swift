import Epidemic

/// The metrics of a node in the text format of Prometheus, version 0.0.4.
struct MetricsText {
    let status: NodeStatus
    let clients: ClientFacts
    /// nil where there is no disk.
    let disk: DiskFacts?
    let process: ProcessFacts
    let isReady: Bool

    /// What the control port tells of its connections.
    struct ClientFacts {
        let normal: Int
        let listening: Int
        let monitors: Int
        let opened: Int64
        let statistics: CommandStatistics
    }

    /// All of them.
    var text: String {
        (identity + table + membership + traffic + commands + storage + machine).map(\.text)
            .joined()
    }

    private var isArriving: Bool { !status.readiness.takesWrites }

    private var identity: [MetricFamily] {
        [
            MetricFamily(
                "outbreak_info", .gauge, "Which node this is; always 1.",
                samples: [
                    (
                        [
                            MetricFamily.label("name", status.id.name.text),
                            MetricFamily.label("epoch", "\(status.id.epoch)"),
                        ].joined(separator: ","), 1
                    )
                ]),
            MetricFamily(
                "outbreak_build_info", .gauge, "Which program this is; always 1.",
                samples: [(MetricFamily.label("version", ProgramVersion.text), 1)]),
            MetricFamily(
                "outbreak_up", .gauge,
                "1 while the node takes part and can be reached, 0 offline, frozen or without a socket.",
                status.isUp ? 1 : 0),
            MetricFamily(
                "outbreak_ready", .gauge,
                "1 while the node knows what the others know and takes writes, as /ready tells.",
                isReady ? 1 : 0),
            MetricFamily(
                "outbreak_writes_refused", .gauge, "1 while clients write nothing, by the reason.",
                samples: [(MetricFamily.label("reason", "arriving"), isArriving ? 1 : 0)]
                    + WritingHalt.Name.allCases.map {
                        (MetricFamily.label("reason", $0.rawValue), status.halt?.name == $0 ? 1 : 0)
                    }),
        ]
    }

    private var table: [MetricFamily] {
        [
            MetricFamily(
                "outbreak_root_fingerprint", .gauge,
                "The last 52 bits of the digest of the table: equal on nodes whose tables are equal.",
                Double(status.root.bits & (1 << 52 - 1))),
            MetricFamily(
                "outbreak_keys", .gauge, "Keys that have a value.", Double(status.keys)),
            MetricFamily(
                "outbreak_entries", .gauge, "Entries of the table, deleted ones included.",
                Double(status.entries)),
            MetricFamily(
                "outbreak_hot_rumors", .gauge, "Updates that the node still spreads.",
                Double(status.rumors)),
            MetricFamily(
                "outbreak_cached_keys", .gauge, "Keys in the cache of recent changes.",
                Double(status.cacheFill)),
        ]
    }

    private var membership: [MetricFamily] {
        let states: [MetricFamily.Sample] = NodeStatus.Member.states.map { state in
            (
                MetricFamily.label("state", state),
                Double(status.members.count { $0.state == state })
            )
        }
        return [
            MetricFamily(
                "outbreak_members", .gauge, "Other nodes, by what this one believes of them.",
                samples: states),
            MetricFamily(
                "outbreak_clock_lead_seconds", .gauge,
                "How far another node's wall clock was found to be from this one's, at most.",
                status.clockLead.inSeconds),
        ]
    }

    private var traffic: [MetricFamily] {
        let traffic = status.traffic
        return [
            MetricFamily("outbreak_rounds_total", .counter, "Rounds begun.", Double(status.rounds)),
            .inAndOut("messages", "Messages", traffic.framesIn, traffic.framesOut),
            .inAndOut("packets", "Packets", traffic.packetsIn, traffic.packetsOut),
            .inAndOut("bytes", "Bytes", traffic.bytesIn, traffic.bytesOut),
            MetricFamily(
                "outbreak_queued_bytes", .gauge, "Bytes that wait to be sent to other nodes.",
                Double(status.queuedBytes)),
            MetricFamily(
                "outbreak_events_total", .counter, "What was dropped or not heeded, by name.",
                samples: status.counters.dropFirst(6).map {
                    (MetricFamily.label("event", $0.name), Double($0.count))
                }),
        ]
    }

    private var commands: [MetricFamily] {
        let kinds = [
            ("normal", clients.normal), ("pubsub", clients.listening),
            ("monitor", clients.monitors),
        ]
        return [
            MetricFamily(
                "outbreak_clients", .gauge, "Connections of clients, by their sort.",
                samples: kinds.map { (MetricFamily.label("kind", $0), Double($1)) }),
            MetricFamily(
                "outbreak_clients_accepted_total", .counter, "Connections that were taken in.",
                Double(clients.opened)),
            MetricFamily(
                "outbreak_command_failures_total", .counter,
                "Commands that were answered with an error.", Double(clients.statistics.failures)),
            MetricFamily(
                "outbreak_command_duration_seconds", "How long commands took, by their names.",
                histograms: clients.statistics.given.map {
                    (MetricFamily.label("command", $0.name), $0.histogram)
                }),
        ]
    }

    private var storage: [MetricFamily] {
        guard let disk else { return [] }
        return [
            MetricFamily(
                "outbreak_disk_size_bytes", .gauge, "What the data takes, by the file.",
                samples: [
                    (MetricFamily.label("file", "database"), disk.databaseBytes),
                    (MetricFamily.label("file", "log"), disk.logBytes),
                ]),
            MetricFamily(
                "outbreak_disk_free_bytes", .gauge,
                "What may still be written to the disk of the data.", disk.freeBytes),
            MetricFamily(
                "outbreak_disk_commit_duration_seconds", "How long it took to make writes durable.",
                histograms: [("", disk.commits)]),
        ]
    }

    private var machine: [MetricFamily] {
        [
            MetricFamily(
                "process_cpu_seconds_total", .counter, "User and system time of the process.",
                process.cpuSeconds),
            MetricFamily(
                "process_start_time_seconds", .gauge, "When the process began, since 1970.",
                process.startSeconds),
            MetricFamily(
                "process_virtual_memory_bytes", .gauge, "Virtual memory.", process.virtualBytes),
            MetricFamily(
                "process_resident_memory_bytes", .gauge, "Memory in use.", process.residentBytes),
            MetricFamily(
                "process_open_fds", .gauge, "Open files and connections.",
                Double(process.openFiles)),
            MetricFamily(
                "process_max_fds", .gauge, "Files and connections that may be open.",
                process.openFilesMax),
            MetricFamily("process_threads", .gauge, "Threads of the process.", process.threads),
        ]
    }
}

extension MetricsText {
    /// As everything is now.
    init(of driver: NodeDriver, _ server: ControlServer) {
        let sessions = server.inOrder
        let monitors = sessions.count(where: \.isMonitor)
        let listening = sessions.count { !$0.subscriptions.isEmpty && !$0.isMonitor }
        self.init(
            status: driver.status(),
            clients: ClientFacts(
                normal: sessions.count - monitors - listening, listening: listening,
                monitors: monitors, opened: server.opened, statistics: server.statistics),
            disk: driver.diskFacts, process: ProcessFacts(), isReady: driver.readiness.isWell)
    }
}
