import Epidemic

// The second form of what a disk holds, in which clocks had a component for each life. It is read once,
// when a directory is brought to the form of today, and kept apart from that one: so this one stays as it
// was, however messages change.

extension EntryCodec {
    /// An entry of the second form, the lives of each name in its clocks added up.
    ///
    /// - Throws: `WireError` when the bytes are not exactly one entry.
    public static func decode(formTwo bytes: [UInt8]) throws(WireError) -> Entry {
        var reader = WireReader(bytes)
        let key = Key(Array(try reader.block(.keyBytes, limit: Limits.keyBytesMax)))
        let id = UpdateID(origin: try reader.replica(), sequence: try reader.sequence())
        let clock = try reader.clockOfLives()
        let content = try reader.contentOfFormTwo()
        let activation = content.value == nil ? try reader.instant() : nil
        // Its lowest bit was how far a rumor is, which does not outlive its process.
        let (hops, isMarked): (UInt16, Bool) = try reader.flaggedNumber()
        guard !isMarked else { throw reader.malformed(.numberOutOfRange) }
        let context = try reader.clockOfLives()
        let (modification, isDormant): (UInt64, Bool) = try reader.flaggedNumber()
        let entry = Entry(
            carried: Carried(
                update: Update(key: key, content: content, clock: clock, id: id), hops: hops,
                activation: activation.map { Activation(since: $0) }),
            context: context, modification: modification,
            modified: try reader.instant(), isDormant: isDormant)
        try reader.expectEnd()
        return entry
    }
}

extension FloorCodec {
    /// A floor of the second form.
    ///
    /// - Throws: `WireError` when the bytes are not exactly one floor.
    public static func decode(formTwo bytes: [UInt8]) throws(WireError) -> Floor {
        var reader = WireReader(bytes)
        let generation = try reader.zigzag()
        guard generation.magnitude < 1 << 62 else { throw reader.malformed(.numberOutOfRange) }
        let floor = Floor(
            generation: generation, current: try reader.clockOfLives(),
            previous: try reader.clockOfLives())
        try reader.expectEnd()
        return floor
    }
}

extension WireReader {
    /// A clock with a component for each life.
    fileprivate mutating func clockOfLives() throws(WireError) -> VectorClock {
        let lives: [VectorClock.Component] = try list(
            .clockComponents, limit: Limits.clockComponentsMax)
        do {
            return try VectorClock(summingLives: lives)
        } catch {
            throw malformed(.clock(error))
        }
    }

    fileprivate mutating func contentOfFormTwo() throws(WireError) -> Content {
        switch try byte() {
        case 0:
            return .value(Value(Array(try block(.valueBytes, limit: Limits.valueBytesMax))))
        case 1:
            return .deathCertificate(
                created: try instant(),
                retention: try list(.retentionNodes, limit: Limits.retentionMax))
        case let form: throw malformed(.unknownForm(form))
        }
    }
}
