import Testing

@testable import Epidemic

@Suite struct FingerprintTests {
    private func fingerprint(_ feed: (inout FingerprintHasher) -> Void) -> Fingerprint {
        var hasher = FingerprintHasher()
        feed(&hasher)
        return hasher.fingerprint
    }

    /// Files keep fingerprints: they are the same on every machine, in every process.
    @Test func `a fingerprint is what it was`() {
        let known = fingerprint { hasher in
            for number in 0..<4 as Range<UInt64> { hasher.feed(number) }
            hasher.feed(bytes: Array("outbreak".utf8), count: 8)
        }
        #expect(known.description == "fa02f42b3974123b872add7a367f33a6")
        #expect(known.description.count == 32)
    }

    @Test func `what differs in one bit, in order or in length has another fingerprint`() {
        var seen: Set<Fingerprint> = []
        for bit in 0..<64 as Range<UInt64> {
            seen.insert(fingerprint { $0.feed(1 << bit as UInt64) })
            seen.insert(
                fingerprint {
                    $0.feed(0 as UInt64)
                    $0.feed(1 << bit as UInt64)
                })
            seen.insert(
                fingerprint {
                    $0.feed(1 << bit as UInt64)
                    $0.feed(0 as UInt64)
                })
        }
        for count in 0..<40 {
            seen.insert(
                fingerprint { $0.feed(bytes: Array(repeating: 7, count: count), count: count) })
        }
        #expect(seen.count == 3 * 64 + 40)
    }

    @Test func `a replica that did something else has another fingerprint`() throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.checksum))
        func fingerprint(_ node: Int) -> Fingerprint {
            var hasher = FingerprintHasher()
            bench.replicas[node].feed(&hasher, at: bench.now)
            return hasher.fingerprint
        }
        var seen = [fingerprint(0)]
        bench.write(0, "k", "v")
        seen.append(fingerprint(0))
        bench.delete(0, "k")
        seen.append(fingerprint(0))
        bench.now = bench.now + .seconds(1)
        seen.append(fingerprint(0))
        #expect(Set(seen).count == 4)
        // What only counts repetitions is not part of it.
        let before = fingerprint(1)
        let entry = try #require(bench.replicas[0].entry(of: "k"))
        bench.hand(entry.carried, to: 1, from: 0)
        let after = fingerprint(1)
        bench.hand(entry.carried, to: 1, from: 0)
        #expect(before != after && fingerprint(1) == after)
    }
}
