import Epidemic
import EpidemicWire

/// Makes messages of every shape from a seed, within the limits but near the corners.
struct MessageGenerator {
    private var chance: SeededGenerator

    init(seed: UInt64) { chance = SeededGenerator(seed: seed) }

    /// One message of every kind and every form within it.
    mutating func oneOfEach() -> [Message] {
        [
            .push(
                Push(contact: contact(), first: word(), answer: .none, updates: updates())),
            .push(
                Push(contact: contact(), first: word(), answer: .feedback, updates: updates())),
            .push(
                Push(
                    contact: contact(), first: word(), answer: .feedbackOfFlood, updates: updates())
            ),
            .feedback(Feedback(contact: contact(), first: word(), useful: flags())),
            .pull(contact()),
            .offer(Offer(purpose: pulled(), first: word(), headers: headers())),
            .offer(Offer(purpose: .cache, first: word(), headers: headers())),
            .want(Want(purpose: pulled(), first: word(), useful: flags(), wanted: references())),
            .want(Want(purpose: .cache, first: word(), useful: flags(), wanted: references())),
            .values(Values(purpose: pulled(), updates: updates())),
            .refusal(Refusal(contact: contact(), updates: word())), markedOffer(), sparing(),
            .values(Values(purpose: .cache, updates: updates())),
            .mail(updates()), .forgotten(references()),
        ] + requests() + replies() + aboutMembers()
    }

    private mutating func markedOffer() -> Message {
        let headers = headers()
        let marks = headers.map { _ in UInt16(truncatingIfNeeded: chance.next()) }
        return .offer(Offer(purpose: pulled(), first: word(), headers: headers, marks: marks))
    }

    private mutating func sparing() -> Message {
        let flags = flags()
        return .feedback(
            Feedback(contact: contact(), first: word(), useful: flags, spared: flags))
    }

    private mutating func requests() -> [Message] {
        let bodies: [ExchangeRequest.Body] = [
            .compare(snapshot()), .range(.all, headers()),
            .range(KeyRange(after: key(), through: key()), headers()), .recent(headers()),
            .fetch(references()), .deliver, .collect(words()),
            .nodes(.deep, few { $0.treeQuestion() }), .leaves(few { $0.leafQuestion() }),
            .peel(snapshot(), behind: nil, limit: word(), headers()),
            .peel(snapshot(), behind: chance.next(), limit: word(), headers()),
            .symbols(first: word(), count: word()),
        ]
        return bodies.map { body in
            .request(
                ExchangeRequest(
                    exchange: word(), step: word(), attempt: UInt8(chance.below(4)),
                    values: updates(), body: body,
                    direction: Direction.allCases[chance.below(3)]))
        }
    }

    private mutating func replies() -> [Message] {
        let bodies: [ExchangeReply.Body] = [
            .compared(snapshot()), .range(through: nil, wanted: flags(), updates: updates()),
            .range(through: key(), wanted: flags(), updates: updates()),
            .recent(wanted: flags(), headers: headers()), .fetched(updates()), .delivered, .refused,
            .nodes(few { UInt16(truncatingIfNeeded: $0.chance.next()) }), .otherDepth(.shallow),
            .leaves(through: nil, unknown: flags(), headers: headers()),
            .leaves(through: chance.next(), unknown: flags(), headers: headers()),
            .peeled(snapshot(), wanted: flags(), behind: nil, headers()),
            .peeled(snapshot(), wanted: flags(), behind: chance.next(), headers()),
            .symbols(of: chance.next(), few { $0.symbol() }),
        ]
        return bodies.map { body in
            .reply(
                ExchangeReply(
                    exchange: word(), step: word(), attempt: UInt8(chance.below(4)),
                    repaired: word(), body: body))
        }
    }

    mutating func few<Element>(_ make: (inout Self) -> Element) -> [Element] {
        (0..<chance.below(4)).map { _ in make(&self) }
    }

    private mutating func updates() -> [Carried] { few { $0.carried() } }
    private mutating func headers() -> [UpdateHeader] { few { $0.header() } }
    private mutating func references() -> [UpdateReference] {
        few { UpdateReference(key: $0.key(), id: $0.id()) }
    }

    private mutating func words() -> [UInt64] { few { $0.chance.next() } }

    private mutating func treeQuestion() -> TreeQuestion {
        TreeQuestion(
            node: word(), children: (0..<TreeQuestion.childCount).map { _ in chance.next() })
    }

    private mutating func leafQuestion() -> LeafQuestion {
        let ends = [chance.next(), chance.next()].sorted()
        return LeafQuestion(
            stretch: HashRange(first: ends[0], last: ends[1]), fingerprints: words())
    }

    private mutating func symbol() -> CodedSymbol {
        CodedSymbol(
            sum: UInt128(chance.next()) << 64 | UInt128(chance.next()), check: word(),
            count: Int64(bitPattern: chance.next()) >> Int64(bits(63)))
    }

    mutating func carried() -> Carried {
        let header = header()
        let content: Content =
            chance.below(4) == 0
            ? .deathCertificate(
                created: moment(), retention: few { ReplicaName("n\($0.chance.below(30))")! })
            : .value(Value(text(24)))
        return Carried(
            update: Update(key: header.key, content: content, clock: header.clock, id: header.id),
            hops: UInt16(truncatingIfNeeded: chance.next() >> bits(63)),
            mark: chance.below(3) == 0 ? UInt16(chance.below(1 << 16)) : 0,
            activation: Activation(
                number: 1 + UInt32(chance.below(3)),
                since: past()))
    }

    /// What a disk holds of a key.
    mutating func entry() -> Entry {
        let carried = carried()
        return Entry(
            carried: carried, context: clock(), modification: chance.next() >> 1,
            modified: moment(), isDormant: carried.update.isCertificate && chance.below(2) == 0)
    }

    /// What a node calls its cluster.
    mutating func cluster() -> ClusterIdentity {
        ClusterIdentity(
            ClusterName(drawn: chance.next()), chance.below(2) == 0 ? .drawn : .settled)
    }

    /// A packet of some messages.
    mutating func packet() -> [UInt8] {
        let sender = Packet.Sender(
            cluster: cluster(), id: replica(), port: UInt16(truncatingIfNeeded: chance.next()),
            process: word(),
            control: UInt16(truncatingIfNeeded: chance.next() >> bits(63)))
        var packet = PacketWriter(sender: sender)
            .head(Packet.Kind.allCases[chance.below(Packet.Kind.allCases.count)])
        for message in oneOfEach() where chance.below(16) == 0 {
            PacketWriter.append(MessageCodec.encode(message), to: &packet)
        }
        return packet
    }

    private mutating func moment() -> Instant {
        Instant(nanoseconds: Int64(bitPattern: chance.next() >> bits(63)) >> 1)
    }

    private mutating func past() -> Instant {
        Instant(nanoseconds: -Int64(chance.next() >> (2 + bits(61))))
    }

    private mutating func header() -> UpdateHeader {
        UpdateHeader(key: key(), id: id(), clock: clock())
    }

    private mutating func clock() -> VectorClock {
        let replicas = few { $0.replica() } + few { $0.replica() }
        let lives = Dictionary(replicas.map { ($0.name, $0) }) { first, _ in first }
        let components = lives.values.sorted()
            .map { VectorClock.Component(replica: $0, count: sequence()) }
        return try! VectorClock(components)
    }

    private mutating func snapshot() -> Snapshot {
        let root = Digest(bits: UInt128(chance.next()) << 64 | UInt128(chance.next()))
        let origins = Set((0..<chance.below(40)).map { _ in replica() }).sorted()
        return Snapshot(
            root: root, seen: SeenClock(runs: origins.map { run(of: $0) })!,
            floor: Floor(
                generation: Int64(chance.below(9)) - 4, began: past(), current: clock(),
                previous: clock()))
    }

    private mutating func run(of origin: ReplicaID) -> SeenClock.Run {
        var gaps: [ClosedRange<UInt64>] = []
        var free: UInt64 = 1
        for _ in 0..<chance.below(4) {
            let low = free + UInt64(chance.below(300))
            let high = low + UInt64(chance.below(300))
            gaps.append(low...high)
            free = high + 2
        }
        return SeenClock.Run(
            origin: origin, highest: free + UInt64(chance.below(300)), gaps: gaps)!
    }

    private mutating func flags() -> Flags {
        var flags = Flags()
        for _ in 0..<chance.below(150) { flags.append(chance.below(2) == 1) }
        return flags
    }

    mutating func below(_ bound: Int) -> Int { chance.below(bound) }

    mutating func replica() -> ReplicaID {
        let name =
            chance.below(8) == 0 ? "a-much-longer.name_\(chance.below(3))" : "n\(chance.below(30))"
        return ReplicaID(
            name: ReplicaName(name)!, epoch: chance.below(5) == 0 ? chance.next() : 1)
    }

    private mutating func id() -> UpdateID { UpdateID(origin: replica(), sequence: sequence()) }
    private mutating func sequence() -> UInt64 {
        max(1, chance.next() >> (8 + bits(55)))
    }
    private mutating func key() -> Key { Key(text(12)) }
    private mutating func text(_ lengthMax: Int) -> [UInt8] {
        (0..<chance.below(lengthMax + 1)).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
    }
    private mutating func contact() -> ContactID {
        ContactID(round: word(), index: UInt16(truncatingIfNeeded: chance.next() >> bits(63)))
    }
    private mutating func pulled() -> TransferPurpose { .pull(contact(), round: word()) }
    mutating func word() -> UInt32 { UInt32(chance.next() >> (32 + bits(31))) }
    private mutating func bits(_ bound: Int) -> UInt64 { UInt64(chance.below(bound + 1)) }
}
