import Epidemic
import EpidemicWire

/// One node of Maelstrom's workbench, over one replica: a value without streams, clock or chance of its own.
///
/// Lines come in and messages go out into a buffer of the caller, each event with `now`, which is near the
/// time since 1970 on every node. `due` says when it wants to be called next. The same events from the same
/// seed give the same messages, in any process.
///
/// It serves the workloads echo, broadcast, g-set, g-counter, pn-counter, unique-ids and txn-rw-register at
/// read uncommitted, and lin-kv in name only: its registers are not linearizable, and a checker must find
/// that out (Maelstrom, doc/workloads.md).
public struct MaelstromNode: Sendable {
    private let settings: MaelstromSettings
    private let shared: SharedSettings
    private let epoch: UInt64
    private let seed: UInt64
    /// Nil until the workbench says who takes part.
    private var participant: Participant?
    /// The workload of a bare read, once it is known.
    private var workload: ReadWorkload?

    /// A node that waits for `init`.
    ///
    /// - Parameters:
    ///   - epoch: of its life; greater than that of every earlier one of its name.
    ///   - seed: everything random in it follows from the seed and its place among the nodes.
    /// - Throws: `SettingsError` when the settings cannot be.
    public init(
        _ settings: MaelstromSettings, epoch: UInt64, seed: UInt64
    ) throws(SettingsError) {
        try settings.validate()
        self.settings = settings
        shared = try SharedSettings(settings.replica)
        self.epoch = epoch
        self.seed = seed
        workload = settings.workload
    }

    /// When it wants to be called next; nil while nothing is planned.
    public var due: Instant? { participant?.due }

    /// The moment has come for which it asked, or a later one.
    public mutating func advance(to now: Instant, into outbox: inout MaelstromOutbox) {
        participant?.advance(to: now, into: &outbox)
    }

    /// A line came, without its end. What is no message is complained of, and nothing else is done.
    public mutating func receive(
        line: [UInt8], now: Instant, into outbox: inout MaelstromOutbox
    ) {
        do {
            receive(try MaelstromMessage(parsing: line), now: now, into: &outbox)
        } catch {
            outbox.complaints.append(error.description)
        }
    }

    /// A message came.
    public mutating func receive(
        _ message: MaelstromMessage, now: Instant, into outbox: inout MaelstromOutbox
    ) {
        guard message.type != ReplicaMessage.type else {
            return receiveReplica(message, now: now, into: &outbox)
        }
        guard message.body["in_reply_to"] == nil else {
            outbox.complaints.append(
                "\(message.source) answers what was never asked: \(message.type ?? "no type")")
            return
        }
        var reply: JSONObject
        do throws(RequestRefusal) {
            reply = try answer(message, now: now, into: &outbox)
        } catch {
            reply = error.body
        }
        guard let number = message.number else {
            outbox.complaints.append(
                "a message of \(message.source) has no msg_id, so it is not answered")
            return
        }
        reply.append("in_reply_to", .integer(number))
        outbox.messages.append(
            MaelstromMessage(from: message.destination, to: message.source, body: reply))
    }

    /// Another node's replica says something.
    private mutating func receiveReplica(
        _ message: MaelstromMessage, now: Instant, into outbox: inout MaelstromOutbox
    ) {
        guard let peer = participant?.roster.peer(message.source) else {
            outbox.complaints.append("\(message.source) is no other node of this cluster")
            return
        }
        guard let content = ReplicaMessage.read(message.body) else {
            outbox.complaints.append("a message of \(message.source) has no frame in Base64")
            return
        }
        do throws(WireError) {
            try participant?.receive(content, from: peer, now: now, into: &outbox)
        } catch {
            outbox.complaints.append("a frame of \(message.source) cannot be read: \(error)")
        }
    }
}

// What clients ask.

extension MaelstromNode {
    private mutating func answer(
        _ message: MaelstromMessage, now: Instant, into outbox: inout MaelstromOutbox
    ) throws(RequestRefusal) -> JSONObject {
        guard let type = message.type else {
            throw .malformed("a message must have a type, which is a string")
        }
        if type == "init" { return try begin(message.body, now: now, into: &outbox) }
        guard var participant else {
            throw .unavailable("this node waits for init, and \(type) came before it")
        }
        defer { self.participant = participant }
        self.participant = nil
        return try participant.answer(
            type, message.body, workload: &workload, now: now, into: &outbox)
    }

    /// The workbench says who takes part.
    private mutating func begin(
        _ body: JSONObject, now: Instant, into outbox: inout MaelstromOutbox
    ) throws(RequestRefusal) -> JSONObject {
        guard let name = body["node_id"]?.string,
            let names = body["node_ids"]?.array?.compactMap(\.string),
            let roster = Roster(names, own: name)
        else {
            throw .malformed(
                "init must have a node_id, which is one of node_ids, and these must all differ and be 1 to "
                    + "64 characters of A-Z a-z 0-9 . _ -")
        }
        guard participant == nil || participant?.roster == roster else {
            throw .abort("this node is \(participant?.life ?? "") already, among other nodes")
        }
        participant =
            participant
            ?? Participant(
                roster, settings, protocol: shared, epoch: epoch, seed: seed, now: now,
                into: &outbox)
        return ["type": "init_ok"]
    }
}
