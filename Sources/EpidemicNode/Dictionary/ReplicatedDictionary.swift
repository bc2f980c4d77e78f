import Epidemic
import EpidemicWire
import Logging
import Synchronization

/// A dictionary that several programs share: each holds a replica, writes to it, and sees what the
/// others wrote a moment later.
///
/// Reading and writing are local and at once; there is no leader and no quorum. Two writes of one key at
/// the same time are decided alike on every replica. Offline it goes on working, and online again it
/// takes up what it missed. Keys and values are texts, kept as UTF-8; bytes that are none, which a client
/// of the control port may have written, are read as �.
///
/// The subscript, `count` and `contents` may be used on any thread and any event loop, and hold it up for
/// a hop to the replica's own thread. The asynchronous functions hold up nobody; those that write throw
/// what was refused, and return when the change is durable:
///
/// ```swift
/// pets["cat"] = "Mimi"
/// try await pets.updateValue("Rex", forKey: "dog")
/// ```
///
/// It lives as long as somebody holds it or listens to its changes; then its replica leaves the others in
/// good order, and its thread and sockets are gone. `close` waits for that.
public final class ReplicatedDictionary: Sendable {
    /// What happened to one key, here or elsewhere.
    public struct Change: Hashable, Sendable {
        public let key: String
        /// nil when it was removed.
        public let value: String?
        /// The name of the replica that wrote it.
        public let writer: String

        public init(key: String, value: String?, writer: String) {
            self.key = key
            self.value = value
            self.writer = writer
        }
    }

    let node: Node
    private let logger: Logger
    private let watchers = ChangeWatchers()
    private let ending = Mutex(Ending())

    /// How far it has come to its end.
    private struct Ending {
        /// Closes it, and gives back what it held.
        var task: Task<[String: String], Never>?
        /// What it held when its replica was gone.
        var remains: [String: String] = [:]
    }

    /// Joins the replicas at some addresses, with a plain dictionary to begin with, and no disk.
    ///
    /// - Parameters:
    ///   - initial: written as this replica's own.
    ///   - name: of this replica; each has its own.
    ///   - address: where it listens for the others, such as `127.0.0.1:7001`.
    ///   - peers: where others listen.
    ///   - keyring: with what gossip is sealed; an address that other machines reach needs one.
    /// - Throws: `ReplicatedDictionaryError`; nothing is left open then.
    public convenience init(
        _ initial: [String: String] = [:], name: ReplicaName, listeningOn address: HostPort,
        peers: [HostPort] = [], keyring: Keyring? = nil
    ) async throws(ReplicatedDictionaryError) {
        var configuration = NodeConfiguration(name: name, gossip: address, peers: peers)
        configuration.keyring = keyring
        try await self.init(initial, configuration: configuration)
    }

    /// Starts a replica with everything that a node can be given: a disk, keys, a control port for clients
    /// of Redis, members or registries through which it finds the others.
    ///
    /// Returns when it holds what one of the others held, so that what is written next wins over what it
    /// replaces; where none of them answers, after some three seconds.
    ///
    /// - Parameters:
    ///   - initial: written as this replica's own, over what it has learned or kept.
    ///   - configuration: as for a `Node`.
    ///   - logger: told what a node tells, and what the subscript could not write.
    /// - Throws: `ReplicatedDictionaryError`; nothing is left open then.
    public init(
        _ initial: [String: String] = [:], configuration: NodeConfiguration,
        logger: Logger = Logger(label: "outbreak")
    ) async throws(ReplicatedDictionaryError) {
        do {
            node = try await Node.start(configuration, logger: logger)
        } catch let error as NodeError {
            throw .node(error)
        } catch {
            throw .node(
                .cannotListen(configuration.gossip, for: .gossip, reason: plainReason(error)))
        }
        self.logger = logger
        await node.untilReady()
        let watchers = watchers
        node.execute { driver in
            _ = driver.observers.add { [weak watchers] trace, _ in watchers?.tell(trace) }
        }
        node.whenEnded { watchers.finish() }
        do throws(ReplicatedDictionaryError) {
            for (key, value) in initial.sorted(by: { $0.key < $1.key }) {
                try await updateValue(value, forKey: key)
            }
        } catch {
            _ = await close()
            throw error
        }
    }

    deinit {
        watchers.finish()
        guard ending.withLock({ $0.task == nil }) else { return }
        Task { [node] in
            node.stop()
            _ = await node.untilEnded()
        }
    }

    /// Where it listens for the others.
    public var address: HostPort { node.gossip }

    /// Where it answers clients of Redis, when it was told to.
    public var control: HostPort? { node.control }

    // MARK: At once

    /// The value of a key; setting nil removes it.
    ///
    /// What was read last stays readable after `close`. A value that cannot be written, because it is too
    /// long (`Limits`) or for any other reason of `ReplicatedDictionaryError`, changes nothing, and the log
    /// says why; whoever has to know uses `updateValue`.
    public subscript(key: String) -> String? {
        get {
            read {
                $0.text(of: Key(key))
            } from: {
                $0[key]
            }
        }
        set {
            let logger = logger
            @Sendable func tell(_ error: ReplicatedDictionaryError) {
                logger.warning("\(error)", metadata: ["key": "\(key)"])
            }
            let hasThread = node.wait { driver in
                driver.change(key, to: newValue) { outcome in
                    if case .failure(let error) = outcome { tell(error) }
                }
                return true
            }
            if hasThread == nil { tell(.closed) }
        }
    }

    /// How many keys there are.
    public var count: Int {
        read {
            $0.replica.valueCount
        } from: {
            $0.count
        }
    }

    /// A plain dictionary of what is here now; of keys that are one text in two spellings of Unicode, one.
    public var contents: [String: String] {
        read {
            $0.contents
        } from: {
            $0
        }
    }

    // MARK: Without holding anybody up

    /// The value of a key.
    public func value(forKey key: String) async -> String? {
        await answer {
            $0.text(of: Key(key))
        } from: {
            $0[key]
        }
    }

    /// A plain dictionary of what is here now, as `contents`.
    public func snapshot() async -> [String: String] {
        await answer {
            $0.contents
        } from: {
            $0
        }
    }

    /// Writes the value of a key, and returns when that is durable here.
    ///
    /// - Returns: the value that it had.
    /// - Throws: why it was refused; then nothing has changed, but for `notDurable`.
    @discardableResult
    public func updateValue(
        _ value: String, forKey key: String
    ) async throws(ReplicatedDictionaryError) -> String? {
        try await change(key, to: value)
    }

    /// Removes a key, and returns when that is durable here.
    ///
    /// - Returns: the value that it had; nil when it had none, and nothing was to be done.
    /// - Throws: why it was refused; then nothing has changed, but for `notDurable`.
    @discardableResult
    public func removeValue(
        forKey key: String
    ) async throws(ReplicatedDictionaryError) -> String? {
        try await change(key, to: nil)
    }

    /// Removes every key that is here now.
    ///
    /// - Throws: why one of them was refused; those before it are removed then.
    public func removeAll() async throws(ReplicatedDictionaryError) {
        for key in await snapshot().keys.sorted() { try await removeValue(forKey: key) }
    }

    /// Changes from now on, of this replica and of the others, until it ends. Whoever does not take them
    /// misses the oldest beyond 65,536.
    public var changes: AsyncStream<Change> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Change.self, bufferingPolicy: .bufferingNewest(Self.changesMax))
        watchers.add(continuation, keeping: self)
        return stream
    }

    // MARK: With the others

    /// Speaks with nobody until `goOnline`; reading and writing go on.
    public func goOffline() { node.wait { $0.change(mode: .offline) } }

    public func goOnline() { node.wait { $0.change(mode: .up) } }

    /// Leaves the others in good order, and gives back what it held at the end.
    ///
    /// That can be read from then on, and nothing be written. Closed again, it gives the same.
    public func close() async -> [String: String] {
        let task = ending.withLock { ending in
            let task = ending.task ?? Task { await end() }
            ending.task = task
            return task
        }
        return await task.value
    }

    private func end() async -> [String: String] {
        node.stop()
        _ = await node.untilEnded { [self] driver in
            let contents = driver.contents
            ending.withLock { $0.remains = contents }
        }
        return ending.withLock { $0.remains }
    }

    /// Changes that wait for one who does not take them; older ones are dropped.
    private static let changesMax = 65_536

    /// Reads what is held now, or what was held at the end.
    private func read<Result: Sendable>(
        _ body: @escaping @Sendable (NodeDriver) -> Result,
        from remains: ([String: String]) -> Result
    ) -> Result {
        node.wait(body) ?? remains(ending.withLock { $0.remains })
    }

    /// The same, for who can wait.
    private func answer<Result: Sendable>(
        _ body: @escaping @Sendable (NodeDriver) -> Result,
        from remains: ([String: String]) -> Result
    ) async -> Result {
        let result: Result? = await withCheckedContinuation { continuation in
            let hasThread = node.execute { continuation.resume(returning: body($0)) }
            if !hasThread { continuation.resume(returning: nil) }
        }
        return result ?? remains(ending.withLock { $0.remains })
    }

    private func change(
        _ key: String, to value: String?
    ) async throws(ReplicatedDictionaryError) -> String? {
        let outcome: ChangeOutcome = await withCheckedContinuation { continuation in
            let hasThread = node.execute { driver in
                driver.change(key, to: value) { continuation.resume(returning: $0) }
            }
            if !hasThread { continuation.resume(returning: .failure(.closed)) }
        }
        return try outcome.get()
    }
}

extension ReplicatedDictionary: Sequence {
    /// The pairs as they are now, sorted by key.
    public func makeIterator() -> some IteratorProtocol<(key: String, value: String)> {
        contents.sorted { $0.key < $1.key }.makeIterator()
    }
}
