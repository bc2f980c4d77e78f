/// One write of one key: key, content, write clock and identity.
///
/// Immutable and shared: however many replicas of one process hold it, and however often it is
/// offered, it is stored once.
public struct Update: Sendable {
    private final class Storage: UpdateHeader.Storage, @unchecked Sendable {
        let content: Content
        let isCertificate: Bool

        init(key: Key, content: Content, clock: VectorClock, id: UpdateID) {
            self.content = content
            isCertificate = content.value == nil
            super.init(key: key, id: id, clock: clock)
        }
    }

    private let storage: Storage

    public init(key: Key, content: Content, clock: VectorClock, id: UpdateID) {
        storage = Storage(key: key, content: content, clock: clock, id: id)
    }

    /// Everything but the content: what an offer carries.
    public var header: UpdateHeader { UpdateHeader(storage) }
    public var key: Key { storage.key }
    public var content: Content { storage.content }
    /// Whether it is a death certificate.
    public var isCertificate: Bool { storage.isCertificate }
    /// The write clock; it never changes.
    public var clock: VectorClock { storage.clock }
    public var id: UpdateID { storage.id }

    /// Whether this update wins over another of the same key, by the norm rule.
    public func wins(over other: Update) -> Bool { header.wins(over: other.header) }

    /// Whether this update stays rather than another of the same key, where both may bear one identity: after
    /// a disk was restored or copied. Then the larger clock decides, and with equal ones the larger digest, so
    /// that all replicas come to hold the same.
    package func prevails(over other: Update) -> Bool {
        if id != other.id || clock != other.clock { return header.prevails(over: other.header) }
        return content != other.content && Digest.of(self) > Digest.of(other)
    }

    /// Where it is in memory, for as long as it is held.
    var place: ObjectIdentifier { ObjectIdentifier(storage) }

    /// Whether both are one and the same in memory; equal ones need not be.
    func isSame(as other: Update) -> Bool { storage === other.storage }
}

extension Update: Hashable {
    public static func == (left: Update, right: Update) -> Bool {
        left.isSame(as: right)
            || (left.header == right.header && left.content == right.content)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension Update: CustomStringConvertible {
    /// `colour=red n0#2 (n0:2 n7:1)`, and `colour✝ …` for a death certificate.
    public var description: String {
        let content = content.value.map { "=\($0)" } ?? "✝"
        return "\(key)\(content) \(id) (\(clock))"
    }
}

/// An update without its content: enough to decide who wins, small enough to offer.
///
/// Immutable and shared, as the update is.
public struct UpdateHeader: Sendable {
    /// An update is its header and more, so one object is both.
    fileprivate class Storage: @unchecked Sendable {
        final let key: Key
        final let id: UpdateID
        final let clock: VectorClock

        init(key: Key, id: UpdateID, clock: VectorClock) {
            self.key = key
            self.id = id
            self.clock = clock
        }
    }

    private let storage: Storage

    fileprivate init(_ storage: Storage) { self.storage = storage }

    public init(key: Key, id: UpdateID, clock: VectorClock) {
        storage = Storage(key: key, id: id, clock: clock)
    }

    public var key: Key { storage.key }
    public var id: UpdateID { storage.id }
    /// The write clock.
    public var clock: VectorClock { storage.clock }

    /// Whether this update wins over another of the same key, by the norm rule.
    public func wins(over other: UpdateHeader) -> Bool {
        Precedence.wins(clock, id, over: other.clock, other.id)
    }

    /// The same where one identity may stand under two clocks.
    func prevails(over other: UpdateHeader) -> Bool {
        Precedence.ranks(clock, id, over: other.clock, other.id)
    }
}

extension UpdateHeader: Hashable {
    public static func == (left: UpdateHeader, right: UpdateHeader) -> Bool {
        left.storage === right.storage
            || (left.id == right.id && left.key == right.key && left.clock == right.clock)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
