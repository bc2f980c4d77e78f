import Epidemic
import EpidemicWire
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
        let own = try await configuration.ownAddress(listeningAt: sockets.address)
        let made = try await loop.submit {
            try make(
                configuration, on: nodeLoop, sockets: sockets, arrivals: arrivals.value,
                at: own, logger: logger)
        }.get()
        let control = try await listen(
            configuration.control, for: .control, on: loop, rest: { made.server.value.rest($0) }
        ) {
            arrivals.value.channels.add($0)
            try $0.pipeline.syncOperations.addHandler(ControlConnection(made.server.value))
        }
        let metrics = try await listen(
            configuration.metrics, for: .metrics, on: loop,
            rest: {
                made.driver.value.noteNotAccepted($0, for: .metrics)
                made.metrics.value.giveUpOldest()
            }
        ) {
            arrivals.value.channels.add($0)
            try $0.pipeline.syncOperations.addHandler(MetricsConnection(made.metrics.value))
        }
        // Told when the node's own thread may be gone.
        let ending = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: Ending.self)
        let readiness = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: Bool.self)
        let parts = try await loop.submit {
            for server in [control, metrics] { server.map(arrivals.value.channels.add) }
            let parts = NodeParts(
                made.driver.value, control: made.server.value, channels: arrivals.value.channels,
                ended: {
                    readiness.succeed(false)
                    ending.succeed($0)
                })
            made.driver.value.onReady = { readiness.succeed(true) }
            made.driver.value.controlPort = UInt16(clamping: control?.localAddress?.port ?? 0)
            made.driver.value.start()
            // Who connected before waited until now: nothing is answered before it has begun.
            for server in [control, metrics] {
                try server?.syncOptions?.setOption(.autoRead, value: true)
            }
            return NIOLoopBound(parts, eventLoop: loop)
        }.get()
        return Node(
            (
                configuration.gossip.with(sockets.datagrams),
                control.map { configuration.control?.with($0) } ?? nil,
                metrics.map { configuration.metrics?.with($0) } ?? nil
            ),
            advertised: configuration.advertise.map { given in
                HostPort(host: given.host, port: UInt16(clamping: own?.port ?? Int(given.port)))
            }, start: made.start, parts: parts, loop: nodeLoop, readiness: readiness,
            ending: ending)
    }

    /// What is made on the loop before the sockets for clients are bound.
    private struct Made: Sendable {
        let driver: NIOLoopBound<NodeDriver>
        let server: NIOLoopBound<ControlServer>
        let metrics: NIOLoopBound<MetricsServer>
        let start: Start
    }

    private static func make(
        _ configuration: NodeConfiguration, on loop: NodeLoop, sockets: GossipSockets,
        arrivals: GossipArrivals, at own: SocketAddress?, logger: Logger
    ) throws -> Made {
        let budget = ConnectionBudget.now
        var configuration = configuration
        let (disk, state, start) = try open(configuration)
        if let disk { configuration.take(disk.kept, telling: logger) }
        try configuration.take(cluster: disk?.cluster)
        let driver = try NodeDriver(
            configuration, on: loop, port: GossipPort(sockets), at: own, disk: disk, state: state)
        arrivals.packet = { [weak driver] in driver?.receive($0, from: $1) ?? .nobody }
        arrivals.onExhaustion = { [weak driver] in driver?.noteNotAccepted($0, for: .gossip) }
        arrivals.challenge = { [weak driver] in driver?.transport.challenge($0) }
        arrivals.drop = { [weak driver] in driver?.count($0) }
        driver.birth = start.birth
        driver.log(to: logger)
        if configuration.protection == .insecure {
            logger.warning("\(GossipProtection.warning(at: configuration.gossip))")
        }
        let server = ControlServer(driver, countMax: budget.clients)
        driver.log(strangersAt: server, to: logger)
        let metrics = MetricsServer(
            countMax: budget.requests, text: { MetricsText(of: driver, server).text },
            live: { driver.liveness }, ready: { driver.readiness }, drop: { driver.count($0) })
        return Made(
            driver: NIOLoopBound(driver, eventLoop: sockets.loop),
            server: NIOLoopBound(server, eventLoop: sockets.loop),
            metrics: NIOLoopBound(metrics, eventLoop: sockets.loop), start: start)
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
        rest: @escaping @Sendable (IOError) -> Void,
        _ initialize: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> (any Channel)? {
        guard let address else { return nil }
        do {
            let bootstrap = ServerBootstrap(group: loop)
                .serverChannelOption(.backlog, value: 1_024)
                // Bound, but not open yet.
                .serverChannelOption(.autoRead, value: false)
                .serverChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(AcceptRest(rest))
                    }
                }
                // Whoever writes without end leaves room for others, and for the node's own rounds.
                .childChannelOption(.maxMessagesPerRead, value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try initialize(channel) }
                }
            if let path = address.unixPath { return try await bind(bootstrap, at: path, address) }
            return
                try await bootstrap
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .bind(host: address.host, port: Int(address.port)).get()
        } catch let error as NodeError {
            throw error
        } catch {
            throw NodeError.cannotListen(address, for: purpose, reason: plainReason(error))
        }
    }
}

extension Node {
    /// Listens at a path, for who may open it: for this user alone.
    private static func bind(
        _ bootstrap: ServerBootstrap, at path: String, _ address: HostPort
    ) async throws -> any Channel {
        if let reason = ControlSocketFile.makeRoom(at: path) {
            throw NodeError.cannotListen(address, for: .control, reason: reason)
        }
        guard let (descriptor, file) = ControlSocketFile.bind(at: path) else {
            throw NodeError.cannotListen(address, for: .control, reason: systemReason())
        }
        let channel = try await bootstrap.withBoundSocket(descriptor).get()
        channel.closeFuture.whenComplete { _ in file.remove() }
        return channel
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

    /// Whether another node can be there, as far as that is known before its name is.
    fileprivate var canBeSomebody: Bool {
        port > 0 && HostLookup.literal(self).map(\.isPossible) ?? true
    }

    /// Whether only this machine can reach it.
    var isLoopback: Bool {
        if unixPath != nil || host == "localhost" { return true }
        switch try? SocketAddress(ipAddress: host, port: Int(port)) {
        case .v4(let address): return address.address.sin_addr.s_addr.bigEndian >> 24 == 127
        case .v6(let address):
            let bytes = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
            let zeros = Array(repeating: UInt8(0), count: 10)
            return bytes == zeros + [0, 0, 0, 0, 0, 1]
                || bytes.prefix(13) == zeros + [255, 255, 127]
        case .unixDomainSocket, nil: return false
        }
    }
}

extension NodeConfiguration {
    /// Who can be reached from elsewhere must have a key, and ask for a password.
    fileprivate func checkAddresses() throws(NodeError) {
        try exposure.check(gossip, keyring)
        if let control, !control.isLoopback, password == nil { throw .passwordNeeded(control) }
        for other in peers + join + registries where !other.canBeSomebody {
            throw .nobodyThere(other)
        }
    }

    /// Takes over to which cluster its data belongs.
    ///
    /// - Throws: `NodeError.otherCluster`.
    fileprivate mutating func take(cluster kept: ClusterName?) throws(NodeError) {
        guard let kept else { return }
        if let clusterName, clusterName != kept {
            throw .otherCluster(kept, path: dataDirectory ?? "", wanted: clusterName)
        }
        clusterName = kept
    }

    /// How the others are found; nil where they are configured.
    var discovery: DiscoveryPlan? {
        join.isEmpty && registries.isEmpty
            ? nil : DiscoveryPlan(join: join, registries: registries)
    }

    /// Where the others reach this node: where it says, else where it listens.
    ///
    /// - Throws: `NodeError` when it says an address that there is not, or says none that could be told
    ///   to those who have to be told.
    fileprivate func ownAddress(listeningAt bound: SocketAddress?) async throws -> SocketAddress? {
        guard let advertise else {
            guard discovery == nil || bound.flatMap({ NodeAddress($0) })?.isPossible == true else {
                throw NodeError.notReachable(gossip)
            }
            return bound
        }
        guard let address = try await Self.addresses(of: advertise, by: lookup).first else {
            throw NodeError.unknownHost(advertise)
        }
        let own =
            advertise.port > 0 ? address : address.withPort(UInt16(clamping: bound?.port ?? 0))
        guard let told = NodeAddress(own), told.isPossible else {
            throw NodeError.notReachable(advertise)
        }
        return own
    }

    private static func addresses(
        of given: HostPort, by lookup: HostLookup
    ) async throws -> [SocketAddress] {
        if let literal = HostLookup.literal(given) { return [literal] }
        return try await NIOThreadPool.singleton.runIfActive {
            (try? lookup.ask(given).get()) ?? []
        }
    }
}
