import Epidemic

/// The binary form of what a disk holds of one key: the winning update as it travels, then context,
/// place among the modifications, and moment.
///
/// Made of the same parts as the messages, and canonical as they are; a disk keeps the version of the
/// form beside its entries.
public enum EntryCodec {
    /// The form of an entry.
    public static func encode(_ entry: Entry) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        var writer = WireWriter(taking: &bytes)
        Carried(update: entry.update, hops: entry.hops, activation: entry.activation)
            .write(to: &writer)
        entry.context.write(to: &writer)
        writer.varint(entry.modification, flag: entry.isDormant)
        writer.zigzag(entry.modified.nanoseconds)
        writer.give(back: &bytes)
        return bytes
    }

    /// - Throws: `WireError` when the bytes are not exactly one entry.
    public static func decode(_ bytes: [UInt8]) throws(WireError) -> Entry {
        var reader = WireReader(bytes)
        let carried = try Carried(from: &reader)
        // How far a rumor is does not outlive its process.
        guard carried.mark == 0 else { throw reader.malformed(.numberOutOfRange) }
        let context = try VectorClock(from: &reader)
        let (modification, isDormant): (UInt64, Bool) = try reader.flaggedNumber()
        let entry = Entry(
            carried: carried, context: context, modification: modification,
            modified: Instant(nanoseconds: try reader.zigzag()), isDormant: isDormant)
        try reader.expectEnd()
        return entry
    }
}

/// The binary form of a floor.
public enum FloorCodec {
    public static func encode(_ floor: Floor) -> [UInt8] {
        var bytes: [UInt8] = []
        var writer = WireWriter(taking: &bytes)
        floor.write(to: &writer)
        writer.give(back: &bytes)
        return bytes
    }

    /// - Throws: `WireError` when the bytes are not exactly one floor.
    public static func decode(_ bytes: [UInt8]) throws(WireError) -> Floor {
        var reader = WireReader(bytes)
        let floor = try Floor(from: &reader)
        try reader.expectEnd()
        return floor
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
