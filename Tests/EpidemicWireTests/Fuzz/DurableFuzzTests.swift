import Epidemic
import EpidemicWire
import Fuzzing
import Testing

/// What a spoilt disk gives back.
@Suite struct DurableFuzzTests {
    @Test func `entries`() {
        let target = FuzzTarget("entry") { chance in
            var generator = MessageGenerator(seed: chance.next())
            return EntryCodec.encode(generator.entry())
        } check: { bytes, _ in
            WireFuzz.fault(bytes, { bytes throws(WireError) in try EntryCodec.decode(bytes) }) {
                EntryCodec.encode($0)
            }
        }
        #expect(target.fault() == nil)
    }

    /// Of what is read of the second form only what it is today comes back.
    @Test func `entries of the second form`() {
        let target = FuzzTarget("entry-form-two") { chance in
            var generator = MessageGenerator(seed: chance.next())
            return EntryCodec.encode(generator.entry())
        } check: { bytes, _ in
            do throws(WireError) {
                let encoded = EntryCodec.encode(try EntryCodec.decode(formTwo: bytes))
                let again = (try? EntryCodec.decode(encoded)).map(EntryCodec.encode)
                return again == encoded ? nil : "brought to today's form, it cannot be read"
            } catch {
                return WireFuzz.fault(of: error, about: bytes)
            }
        }
        #expect(target.fault() == nil)
    }

    @Test func `updates`() {
        let target = FuzzTarget("update") { chance in
            var generator = MessageGenerator(seed: chance.next())
            return UpdateCodec.encode(generator.entry().update)
        } check: { bytes, _ in
            do throws(WireError) {
                let update = try UpdateCodec.decode(bytes)
                let again = try? UpdateCodec.decode(UpdateCodec.encode(update))
                return again == update ? nil : "read as \(update), which is read otherwise"
            } catch {
                return WireFuzz.fault(of: error, about: bytes)
            }
        }
        #expect(target.fault() == nil)
    }

    @Test func `floors`() {
        let target = FuzzTarget("floor") { chance in
            FloorCodec.encode(Self.snapshot(&chance).floor)
        } check: { bytes, _ in
            if let floor = try? FloorCodec.decode(formTwo: bytes) {
                guard (try? FloorCodec.decode(FloorCodec.encode(floor))) == floor else {
                    return "brought to today's form, it cannot be read"
                }
            }
            return WireFuzz.fault(
                bytes, { bytes throws(WireError) in try FloorCodec.decode(bytes) }
            ) { FloorCodec.encode($0) }
        }
        #expect(target.fault() == nil)
    }

    @Test func `runs of what was seen`() {
        let target = FuzzTarget("seen-run") { chance in
            let runs = Self.snapshot(&chance).seen.runs
            return runs.isEmpty ? [] : SeenRunCodec.encode(runs[chance.below(runs.count)])
        } check: { bytes, _ in
            WireFuzz.fault(bytes, { bytes throws(WireError) in try SeenRunCodec.decode(bytes) }) {
                SeenRunCodec.encode($0)
            }
        }
        #expect(target.fault() == nil)
    }

    private static func snapshot(_ chance: inout SeededGenerator) -> Snapshot {
        var generator = MessageGenerator(seed: chance.next())
        for message in generator.oneOfEach() {
            if case .request(let request) = message, case .compare(let snapshot) = request.body {
                return snapshot
            }
        }
        preconditionFailure("one of each is a request to compare")
    }
}
