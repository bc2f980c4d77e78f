import Epidemic

/// The binary form of one update, for whoever watches.
public enum UpdateCodec {
    public static func encode(_ update: Update) -> [UInt8] {
        var bytes: [UInt8] = []
        var writer = WireWriter(taking: &bytes)
        Carried(update: update, hops: 0).write(to: &writer)
        writer.give(back: &bytes)
        return bytes
    }

    /// - Throws: `WireError` when the bytes are not exactly one update.
    public static func decode(_ bytes: [UInt8]) throws(WireError) -> Update {
        var reader = WireReader(bytes)
        let carried = try Carried(from: &reader)
        try reader.expectEnd()
        return carried.update
    }
}
