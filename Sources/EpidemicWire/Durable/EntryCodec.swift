import Epidemic

/// The binary form of what a disk holds of one key: the winning update, then context, place among the
/// modifications, and moment; of a certificate that was made active again, how often at the end.
///
/// Made of the same parts as the messages, and canonical as they are; a disk keeps the version of the
/// form beside its entries. Moments stand there as they are, by the time by which the replica lives.
public enum EntryCodec {
    /// The form of an entry.
    public static func encode(_ entry: Entry) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        var writer = WireWriter(taking: &bytes)
        entry.update.header.write(to: &writer)
        entry.update.content.write(to: &writer)
        if let activation = entry.activation { writer.zigzag(activation.since.nanoseconds) }
        // Where a rumor's mark travels: it does not outlive its process.
        writer.varint(UInt64(entry.hops), flag: false)
        entry.context.write(to: &writer)
        writer.varint(entry.modification, flag: entry.isDormant)
        writer.zigzag(entry.modified.nanoseconds)
        if let number = entry.activation?.number, number > 1 { writer.varint(UInt64(number)) }
        writer.give(back: &bytes)
        return bytes
    }

    /// - Throws: `WireError` when the bytes are not exactly one entry.
    public static func decode(_ bytes: [UInt8]) throws(WireError) -> Entry {
        var reader = WireReader(bytes)
        let header = try UpdateHeader(from: &reader)
        let content = try Content(from: &reader)
        let update = Update(
            key: header.key, content: content, clock: header.clock, id: header.id)
        let since = update.isCertificate ? try reader.instant() : nil
        let (hops, isMarked): (UInt16, Bool) = try reader.flaggedNumber()
        guard !isMarked else { throw reader.malformed(.numberOutOfRange) }
        let context = try VectorClock(from: &reader)
        let (modification, isDormant): (UInt64, Bool) = try reader.flaggedNumber()
        let modified = try reader.instant()
        let activation = try since.map { since throws(WireError) in
            Activation(number: try activations(&reader), since: since)
        }
        try reader.expectEnd()
        return Entry(
            carried: Carried(update: update, hops: hops, activation: activation),
            context: context, modification: modification, modified: modified,
            isDormant: isDormant)
    }

    /// How often a certificate was made active: what stands at the end, else once.
    private static func activations(_ reader: inout WireReader) throws(WireError) -> UInt32 {
        guard !reader.isAtEnd else { return 1 }
        let number: UInt32 = try reader.number()
        guard (2...Limits.activationsMax).contains(number) else {
            throw reader.malformed(.numberOutOfRange)
        }
        return number
    }
}

/// The binary form of a floor; when its generation began stands at the end, where that is known.
public enum FloorCodec {
    public static func encode(_ floor: Floor) -> [UInt8] {
        var bytes: [UInt8] = []
        var writer = WireWriter(taking: &bytes)
        writer.zigzag(floor.generation)
        floor.current.write(to: &writer)
        floor.previous.write(to: &writer)
        if floor.began != Floor.notBegun { writer.zigzag(floor.began.nanoseconds) }
        writer.give(back: &bytes)
        return bytes
    }

    /// - Throws: `WireError` when the bytes are not exactly one floor.
    public static func decode(_ bytes: [UInt8]) throws(WireError) -> Floor {
        var reader = WireReader(bytes)
        let generation = try reader.generation()
        let current = try VectorClock(from: &reader)
        let previous = try VectorClock(from: &reader)
        let began = reader.isAtEnd ? Floor.notBegun : try reader.instant()
        try reader.expectEnd()
        return Floor(
            generation: generation, began: began, current: current, previous: previous)
    }
}

/// The binary form of what was seen of one origin.
public enum SeenRunCodec {
    public static func encode(_ run: SeenClock.Run) -> [UInt8] {
        var bytes: [UInt8] = []
        var writer = WireWriter(taking: &bytes)
        run.write(to: &writer)
        writer.give(back: &bytes)
        return bytes
    }

    /// - Throws: `WireError` when the bytes are not exactly one run.
    public static func decode(_ bytes: [UInt8]) throws(WireError) -> SeenClock.Run {
        var reader = WireReader(bytes)
        let run = try SeenClock.Run(from: &reader)
        try reader.expectEnd()
        return run
    }
}
