import Epidemic
import EpidemicWire
import NIOCore

/// A dictionary that several programs share: each holds a replica, writes to it, and sees what the
/// others wrote a moment later.
///
/// Reading and writing are local and at once; there is no leader and no quorum. Two writes of one key at
/// the same time are decided alike on every replica. Offline it goes on working, and online again it
/// takes up what it missed. Keys and values are texts; every change costs a hop to the replica's thread.
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

    private let node: Node
    private let watchers: NIOLoopBound<ChangeWatchers>

    /// Joins the replicas at some addresses, with a plain dictionary to begin with.
    ///
    /// Returns when it holds what one of the others held, so that what is written next wins over what it
    /// replaces; where none of them answers, after some three seconds.
    ///
    /// - Parameters:
    ///   - initial: written as this replica's own.
    ///   - name: of this replica; each has its own.
    ///   - address: where it listens for the others, such as `127.0.0.1:7001`.
    ///   - peers: where others listen.
    ///   - keyring: with what gossip is sealed; an address that other machines reach needs one.
    /// - Throws: `NodeError`.
    public init(
        _ initial: [String: String] = [:], name: ReplicaName, listeningOn address: HostPort,
        peers: [HostPort] = [], keyring: Keyring? = nil
    ) async throws {
        var configuration = NodeConfiguration(
            name: name, gossip: address, peers: peers, seed: .random(in: .min ... .max))
        configuration.keyring = keyring
        node = try await Node.start(configuration)
        await node.untilReady()
        watchers = try await node.onLoop { driver in
            NIOLoopBound(ChangeWatchers(driver), eventLoop: driver.loop)
        }.get()
        for (key, value) in initial.sorted(by: { $0.key < $1.key }) { self[key] = value }
    }

    /// Where it listens for the others.
    public var address: HostPort { node.gossip }

    /// The value of a key; setting nil removes it.
    ///
    /// A key or value that is too long (`Limits`) is a programmer's error.
    public subscript(key: String) -> String? {
        get { onLoop { $0.text(of: Key(key)) } }
        set {
            onLoop { driver in
                let key = Key(key)
                driver.act { replica, now, effects in
                    if let newValue {
                        replica.write(key, Value(newValue), request: 0, now: now, into: &effects)
                    } else {
                        replica.delete(key, request: 0, now: now, into: &effects)
                    }
                }
                if case .refused(let refusal)? = driver.lastAnswer() {
                    preconditionFailure("\(key): \(refusal.sentence)")
                }
            }
        }
    }

    /// Removes a key, and tells what it was.
    @discardableResult
    public func removeValue(forKey key: String) -> String? {
        let old = self[key]
        if old != nil { self[key] = nil }
        return old
    }

    /// Removes every key.
    public func removeAll() {
        for key in contents.keys.sorted() { self[key] = nil }
    }

    /// How many keys there are.
    public var count: Int { onLoop { $0.replica.valueCount } }

    /// A plain dictionary of what is here now.
    public var contents: [String: String] {
        Dictionary(uniqueKeysWithValues: pairs.map { ($0.key, $0.value) })
    }

    /// Changes from now on, of this replica and of the others, until `close`.
    public var changes: AsyncStream<Change> {
        AsyncStream(bufferingPolicy: .bufferingNewest(Self.changesMax)) { continuation in
            let (node, watchers) = (node, watchers)
            node.onLoop { _ in watchers.value.add(continuation) }.whenFailure { _ in
                continuation.finish()
            }
        }
    }

    /// Speaks with nobody until `goOnline`; reading and writing go on.
    public func goOffline() { onLoop { $0.change(mode: .offline) } }

    public func goOnline() { onLoop { $0.change(mode: .up) } }

    /// Leaves the others, and gives back what it held.
    public func close() async -> [String: String] {
        let contents = contents
        let watchers = watchers
        _ = try? await node.onLoop { _ in watchers.value.finish() }.get()
        node.stop()
        _ = await node.untilEnded()
        return contents
    }

    /// Changes that wait for one who does not take them; older ones are dropped.
    private static let changesMax = 65_536

    fileprivate var pairs: [(key: String, value: String)] {
        onLoop { driver in
            driver.replica.entries(after: nil, max: .max).compactMap { entry in
                entry.update.content.value.map { ("\(entry.update.key)", "\($0)") }
            }
        }
    }

    /// Does something on the replica's thread and waits for it; not to be called there.
    private func onLoop<Result: Sendable>(
        _ body: @escaping @Sendable (NodeDriver) -> Result
    ) -> Result {
        do {
            return try node.onLoop(body).wait()
        } catch {
            preconditionFailure("the replicated dictionary was closed")
        }
    }
}

extension ReplicatedDictionary: Sequence {
    /// The pairs as they are now, sorted by key.
    public func makeIterator() -> some IteratorProtocol<(key: String, value: String)> {
        pairs.makeIterator()
    }
}

/// Those who want to be told changes.
final class ChangeWatchers {
    private var continuations: [AsyncStream<ReplicatedDictionary.Change>.Continuation] = []

    init(_ driver: NodeDriver) {
        _ = driver.observers.add { [weak self] trace, _ in self?.tell(trace) }
    }

    func add(_ continuation: AsyncStream<ReplicatedDictionary.Change>.Continuation) {
        continuations.append(continuation)
    }

    func finish() {
        for continuation in continuations { continuation.finish() }
        continuations.removeAll()
    }

    private func tell(_ trace: Trace) {
        guard let update = trace.accepted else { return }
        let change = ReplicatedDictionary.Change(
            key: "\(update.key)", value: update.content.value.map { "\($0)" },
            writer: update.id.origin.name.text)
        continuations.removeAll { continuation in
            if case .terminated = continuation.yield(change) { return true }
            return false
        }
    }
}

extension NodeDriver {
    fileprivate func text(of key: Key) -> String? {
        replica.entry(of: key)?.update.content.value.map { "\($0)" }
    }
}
