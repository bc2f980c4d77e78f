import Epidemic
import EpidemicWire
import Testing

/// Keys come, rule and go while everybody keeps talking.
@Suite struct KeyringTests {
    @Test(arguments: 0..<20)
    func `a key is exchanged without losing a message, in whatever order the nodes do it`(
        seed: Int
    ) throws {
        var chance = SeededGenerator(seed: UInt64(seed))
        var nodes = (0..<4).map { GossipSeal(ReplicaName("n\($0)")!, keys: 1) }
        let (old, new) = (SealingKey.of(1), SealingKey.of(2))
        let steps: [(inout Keyring) throws -> Void] = [
            { try $0.add(new) }, { try $0.promote(new.fingerprint) },
            { try $0.remove(old.fingerprint) },
        ]
        for step in steps {
            for node in nodes.indices.shuffled(using: &chance) {
                try step(&nodes[node].keyring)
                try expectEverybodyHears(&nodes)
            }
        }
        #expect(nodes.allSatisfy { $0.keyring.keys == [new] })
        var late = GossipSeal("late", keys: 1)
        let refused = nodes[0].opened(late.seal([1]))
        #expect(refused == .failure(.unknownKey), "the old key opens nothing any more")
    }

    private func expectEverybodyHears(_ nodes: inout [GossipSeal]) throws {
        for sender in nodes.indices {
            let frame = nodes[sender].seal([UInt8(sender)])
            for receiver in nodes.indices where receiver != sender {
                let heard = try nodes[receiver].open(frame).text
                #expect(heard == [UInt8(sender)])
            }
        }
    }

    @Test func `a keyring refuses what would leave it without sense`() throws {
        var ring = try Keyring([.of(1), .of(2)])
        let (one, two, three) = (SealingKey.of(1), SealingKey.of(2), SealingKey.of(3))
        #expect(throws: KeyringError.empty) { try Keyring([]) }
        #expect(throws: KeyringError.repeated(two.fingerprint)) { try ring.add(two) }
        #expect(throws: KeyringError.isSealing(one.fingerprint)) {
            try ring.remove(one.fingerprint)
        }
        #expect(throws: KeyringError.unknown(three.fingerprint)) {
            try ring.promote(three.fingerprint)
        }
        #expect(throws: KeyringError.unknown(three.fingerprint)) {
            try ring.remove(three.fingerprint)
        }
        #expect(throws: KeyringError.tooMany(Limits.sealingKeysMax + 1)) {
            try Keyring((0...UInt8(Limits.sealingKeysMax)).map { .of($0) })
        }
    }

    @Test func `a key is shown by its fingerprint alone`() {
        let key = SealingKey.of(0xAB)
        #expect("\(key)" == "key \(key.fingerprint)")
        #expect("\(key.fingerprint)".count == 8)
        #expect(key.fingerprint != SealingKey.of(0xAC).fingerprint)
    }
}
