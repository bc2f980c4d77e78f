import Epidemic
import Logging
import NIOCore
import NIOPosix

extension Node {
    /// Opens the data, binds the sockets, and begins.
    ///
    /// - Throws: `NodeError`; nothing is left open then.
    public static func start(
        _ configuration: NodeConfiguration, logger: Logger = Logger(label: "outbreak")
    ) async throws -> Node {
        try configuration.checkAddresses()
        let loop = NodeLoop()
        do {
            return try await start(configuration, on: loop, logger: logger)
        } catch {
            await loop.close()
            throw error
        }
    }

    private static func start(
        _ configuration: NodeConfiguration, on nodeLoop: NodeLoop, logger: Logger
    ) async throws -> Node {
        let loop = nodeLoop.events
        let arrivals = try await loop.submit { NIOLoopBound(GossipArrivals(), eventLoop: loop) }
            .get()
        let sockets = try await GossipSockets.bind(
            configuration.gossip, loop: loop, arrivals: arrivals)
        let discovery = try await configuration.discovery(at: sockets.address)
        let made = try await loop.submit {
            try make(
                configuration, on: nodeLoop, sockets: sockets, arrivals: arrivals.value,
                discovery: discovery, logger: logger)
        }.get()
        let control = try await listen(configuration.control, for: .control, on: loop) {
            arrivals.value.channels.add($0)
            try $0.pipeline.syncOperations.addHandler(ControlConnection(made.server.value))
        }
        let metrics = try await listen(configuration.metrics, for: .metrics, on: loop) {
            arrivals.value.channels.add($0)
            try $0.pipeline.syncOperations.addHandler(MetricsConnection(made.driver.value))
        }
        // Told when the node's own thread may be gone.
        let ending = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: Ending.self)
        let parts = try await loop.submit {
            for server in [control, metrics] { server.map(arrivals.value.channels.add) }
            let parts = NodeParts(
                made.driver.value, control: made.server.value, channels: arrivals.value.channels,
                ended: { ending.succeed($0) })
            made.driver.value.controlPort = UInt16(clamping: control?.localAddress?.port ?? 0)
            made.driver.value.start()
            return NIOLoopBound(parts, eventLoop: loop)
        }.get()
        return Node(
            (
                configuration.gossip.with(sockets.datagrams),
                control.map { configuration.control?.with($0) } ?? nil,
                metrics.map { configuration.metrics?.with($0) } ?? nil
            ), start: made.start, parts: parts, loop: nodeLoop, ending: ending)
    }

    /// What is made on the loop before the sockets for clients are bound.
    private struct Made: Sendable {
        let driver: NIOLoopBound<NodeDriver>
        let server: NIOLoopBound<ControlServer>
        let start: Start
    }

    private static func make(
        _ configuration: NodeConfiguration, on loop: NodeLoop, sockets: GossipSockets,
        arrivals: GossipArrivals, discovery: DiscoveryPlan?, logger: Logger
    ) throws -> Made {
        let (disk, state, start) = try open(configuration)
        let driver = try NodeDriver(
            configuration, on: loop, sockets: sockets, disk: disk, state: state,
            discovery: discovery)
        arrivals.packet = { [weak driver] in driver?.receive($0, from: $1) }
        arrivals.drop = { [weak driver] in driver?.count($0) }
        driver.resolvePeers()
        driver.log(to: logger)
        return Made(
            driver: NIOLoopBound(driver, eventLoop: sockets.loop),
            server: NIOLoopBound(ControlServer(driver), eventLoop: sockets.loop), start: start)
    }

    private static func open(
        _ configuration: NodeConfiguration
    ) throws -> (disk: Disk?, state: DurableState, start: Start) {
        let epoch = NodeClock.wallMilliseconds()
        guard let directory = configuration.dataDirectory else {
            let id = ReplicaID(name: configuration.name, epoch: epoch)
            return (nil, DurableState(id: id), .fresh(id))
        }
        do throws(DiskError) {
            let (disk, state, found) = try Disk.open(
                directory, for: configuration.name, freshEpoch: epoch)
            return (disk, state, Start(found, state.id))
        } catch {
            throw NodeError.disk(error)
        }
    }

    private static func listen(
        _ address: HostPort?, for purpose: NodeError.Purpose, on loop: any EventLoop,
        _ initialize: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> (any Channel)? {
        guard let address else { return nil }
        do {
            return try await ServerBootstrap(group: loop)
                .serverChannelOption(.backlog, value: 1_024)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
                // Whoever writes without end leaves room for others, and for the node's own rounds.
                .childChannelOption(.maxMessagesPerRead, value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try initialize(channel) }
                }
                .bind(host: address.host, port: Int(address.port)).get()
        } catch {
            throw NodeError.cannotListen(address, for: purpose, reason: plainReason(error))
        }
    }
}

extension Node.Start {
    fileprivate init(_ found: Disk.Found, _ id: ReplicaID) {
        self =
            switch found {
            case .nothing: .fresh(id)
            case .data: .resumed(id)
            case .copy(let old): .copied(from: old, id)
            }
    }
}

extension HostPort {
    /// The same host with the port that a socket really got.
    fileprivate func with(_ channel: any Channel) -> HostPort {
        HostPort(host: host, port: UInt16(clamping: channel.localAddress?.port ?? Int(port)))
    }

    /// Whether only this machine can reach it.
    var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}

extension NodeConfiguration {
    /// Who can be reached from elsewhere must ask for a password.
    fileprivate func checkAddresses() throws(NodeError) {
        if let control, !control.isLoopback, password == nil { throw .passwordNeeded(control) }
    }

    /// How the others are found; nil where they are configured.
    ///
    /// - Parameter own: where this node is listening, which the others are told.
    fileprivate func discovery(at own: SocketAddress?) async throws -> DiscoveryPlan? {
        guard !join.isEmpty || registry != nil else { return nil }
        guard own?.isWildcard != true else {
            throw NodeError.notReachable(gossip)
        }
        var seeds: [NodeAddress] = []
        for address in join { seeds.append(try await Self.resolve(address)) }
        var registry: NodeAddress?
        if let given = self.registry { registry = try await Self.resolve(given) }
        return DiscoveryPlan(seeds: seeds, registry: registry)
    }

    private static func resolve(_ given: HostPort) async throws -> NodeAddress {
        let address = try? await NIOThreadPool.singleton.runIfActive {
            try SocketAddress.makeAddressResolvingHost(given.host, port: Int(given.port))
        }
        guard let node = address.flatMap({ NodeAddress($0) }) else {
            throw NodeError.unknownHost(given)
        }
        return node
    }
}
