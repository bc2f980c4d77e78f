import Epidemic
import EpidemicWire
import Testing

/// What a disk gives back, whole or spoilt.
@Suite struct DurableTests {
    @Test(arguments: 0..<20)
    func `entries and updates come back as they went`(seed: Int) throws {
        var generator = MessageGenerator(seed: UInt64(seed))
        for _ in 0..<50 {
            let entry = generator.entry()
            let read = try EntryCodec.decode(EntryCodec.encode(entry))
            #expect(EntryCodec.encode(read) == EntryCodec.encode(entry))
            #expect(read.update == entry.update && read.context == entry.context)
            #expect(try UpdateCodec.decode(UpdateCodec.encode(entry.update)) == entry.update)
        }
    }

    @Test(arguments: 0..<10)
    func `spoilt entries and updates are refused, or are what they spell`(seed: Int) {
        var generator = MessageGenerator(seed: UInt64(seed))
        var chance = SeededGenerator(seed: UInt64(seed), stream: 1)
        let entry = generator.entry()
        for bytes in chance.spoilt(EntryCodec.encode(entry)) {
            guard let read = try? EntryCodec.decode(bytes) else { continue }
            if EntryCodec.encode(read) != bytes { Issue.record("\(bytes) was read as \(read)") }
        }
        // Of a carried update only the update is kept, so its spelling need not come back.
        for bytes in chance.spoilt(UpdateCodec.encode(entry.update)) {
            guard let read = try? UpdateCodec.decode(bytes) else { continue }
            #expect((try? UpdateCodec.decode(UpdateCodec.encode(read))) == read)
        }
    }

    @Test(arguments: 0..<10)
    func `spoilt floors and seen runs are refused, or are what they spell`(seed: Int) {
        var generator = MessageGenerator(seed: UInt64(seed))
        var chance = SeededGenerator(seed: UInt64(seed), stream: 1)
        for message in generator.oneOfEach() {
            guard case .request(let request) = message, case .compare(let snapshot) = request.body
            else { continue }
            for bytes in chance.spoilt(FloorCodec.encode(snapshot.floor)) {
                guard let read = try? FloorCodec.decode(bytes) else { continue }
                if FloorCodec.encode(read) != bytes { Issue.record("\(bytes): \(read)") }
            }
            for run in snapshot.seen.runs {
                for bytes in chance.spoilt(SeenRunCodec.encode(run)) {
                    guard let read = try? SeenRunCodec.decode(bytes) else { continue }
                    if SeenRunCodec.encode(read) != bytes { Issue.record("\(bytes): \(read)") }
                }
            }
        }
    }
}
