import Epidemic
import EpidemicWire
import Synchronization

/// Watches the nodes of a cluster, each over a connection of its own that is made again when it breaks.
///
/// Whatever comes in waits in an inbox until somebody looks; so the dashboard stays plain and
/// synchronous, and a node that hangs holds up nobody.
final class ClusterWatcher: Sendable {
    /// Something that came in from the node at a control address.
    enum Arrival: Sendable {
        case report(HostPort, NodeReport)
        case lost(HostPort, reason: String)
        case detail(HostPort, NodeDetail)
        case tree(HostPort, TreeLevels)
        /// The answer to what was asked under a ticket; nil when there is none.
        case answer(Int, HostPort, RESPValue?)
    }

    private let password: [UInt8]?
    private let inbox = Mutex<[Arrival]>([])
    private let state = Mutex(State())

    private struct State: ~Copyable {
        var clients: [HostPort: ControlClient] = [:]
        var tasks: [HostPort: Task<Void, Never>] = [:]
        var isStopped = false
    }

    /// How often a node tells how it is.
    static let interval = 100
    /// The time between two attempts to reach a node.
    private static let pause = Duration.milliseconds(300)
    /// What waits for one who does not look; the oldest goes first.
    private static let inboxMax = 20_000

    init(password: [UInt8]?) { self.password = password }

    deinit { stop() }

    /// Watches the node at a control address from now on.
    func watch(_ address: HostPort) {
        state.withLock { state in
            guard state.tasks[address] == nil, !state.isStopped else { return }
            state.tasks[address] = Task { [weak self] in
                while !Task.isCancelled {
                    guard let reason = await self?.follow(address), !Task.isCancelled else {
                        return
                    }
                    self?.put(.lost(address, reason: reason))
                    try? await Task.sleep(for: Self.pause)
                }
            }
        }
    }

    /// Watches a node no more at this address.
    func forget(_ address: HostPort) {
        state.withLock { state in
            state.tasks.removeValue(forKey: address)?.cancel()
            state.clients.removeValue(forKey: address)?.close()
        }
    }

    /// Asks a node something; what it answers comes in under the number.
    func ask(_ address: HostPort, _ words: [[UInt8]], number: Int) {
        guard let client = state.withLock({ $0.clients[address] }) else {
            return put(.answer(number, address, nil))
        }
        client.question(words).whenComplete { [weak self] result in
            self?.put(.answer(number, address, try? result.get()))
        }
    }

    /// Asks a node for what an inspector shows.
    func askDetail(_ address: HostPort, entries: Range<Int>) {
        let words = ["OUTBREAK", "DETAIL", "\(entries.lowerBound)", "\(entries.count)"]
        guard let client = state.withLock({ $0.clients[address] }) else { return }
        client.question(words.map { Array($0.utf8) }).whenSuccess { [weak self] value in
            if let detail = NodeDetail(value) { self?.put(.detail(address, detail)) }
        }
    }

    /// Asks a node for the upper levels of its hash tree.
    func askTree(_ address: HostPort) {
        let words = ["OUTBREAK", "TREE", "\(TreeLevels.levelMax)"]
        guard let client = state.withLock({ $0.clients[address] }) else { return }
        client.question(words.map { Array($0.utf8) }).whenSuccess { [weak self] value in
            if let tree = TreeLevels(value) { self?.put(.tree(address, tree)) }
        }
    }

    /// What has come in since the last call, in order.
    func takeArrivals() -> [Arrival] {
        inbox.withLock { inbox in
            defer { inbox.removeAll(keepingCapacity: true) }
            return inbox
        }
    }

    /// Ends all connections.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            for task in state.tasks.values { task.cancel() }
            for client in state.clients.values { client.close() }
            state.clients.removeAll()
        }
    }

    /// Connects once and watches until the connection ends.
    ///
    /// - Returns: why it ended; nil when nobody watches any more.
    private func follow(_ address: HostPort) async -> String? {
        let (ends, bell) = AsyncStream<Void>.makeStream()
        do {
            let client = try await ControlClient.connect(to: address, password: password) {
                [weak self] news in
                guard let news else { return bell.finish() }
                if let report = NodeReport(news) { self?.put(.report(address, report)) }
            }
            defer { client.close() }
            let isWanted = state.withLock { state in
                guard !state.isStopped, state.tasks[address] != nil else { return false }
                state.clients[address] = client
                return true
            }
            guard isWanted else { return nil }
            _ = try await client.ask(["OUTBREAK", "WATCH", "\(Self.interval)"])
            for await _ in ends {}
        } catch {
            return "\(error)"
        }
        state.withLock { $0.clients[address] = nil }
        return "\(ControlError.closed)"
    }

    private func put(_ arrival: Arrival) {
        inbox.withLock { inbox in
            if inbox.count >= Self.inboxMax { inbox.removeFirst(Self.inboxMax / 2) }
            inbox.append(arrival)
        }
    }
}
