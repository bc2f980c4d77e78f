import Testing

@testable import Epidemic

/// One member and the registries that it tells where it is.
@Suite struct RegistryLinksTests {
    private let places: [NodeAddress] = [NodeAddress(slot: 7), NodeAddress(slot: 8)]

    private func moment(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }

    private func replica(registries: [NodeAddress], seeds: [NodeAddress] = []) throws -> Replica {
        var replica = Replica(
            id: ReplicaID(name: "n0", epoch: 1), peers: .list([]),
            settings: try SharedSettings(.silent), seed: 1)
        replica.discover(
            by: MembershipPlan(
                address: NodeAddress(slot: 0), seeds: seeds, registries: registries))
        return replica
    }

    /// Whom effects tell of a registration.
    private func told(_ effects: EffectBuffer) -> [Peer] {
        effects.compactMap { effect in
            guard case .send(.registry(.register), let peer) = effect else { return nil }
            return peer
        }
    }

    /// Whom effects ask to be let in.
    private func asked(_ effects: EffectBuffer) -> [Peer] {
        effects.compactMap { effect in
            guard case .send(.membership(.exchange), let peer) = effect else { return nil }
            return peer
        }
    }

    private func listing(_ slot: UInt32, _ name: ReplicaName) -> Message {
        .registry(
            .listing(
                [
                    Registration(
                        id: ReplicaID(name: name, epoch: 1), address: NodeAddress(slot: slot))
                ],
                lease: .seconds(6)))
    }

    @Test func `every registry is told, and what any of them lists is used`() throws {
        var replica = try replica(registries: places)
        var effects = EffectBuffer()
        replica.start(now: moment(0), into: &effects)
        replica.fire(.membership, now: moment(0), into: &effects)
        #expect(told(effects) == [Peer(7), Peer(8)])
        for (peer, slot) in [(Peer(7), UInt32(1)), (Peer(8), 2)] {
            effects = EffectBuffer()
            replica.receive(
                listing(slot, ReplicaName("n\(slot)")!), from: peer, now: moment(0), into: &effects)
            #expect(asked(effects) == [Peer(slot)])
        }
    }

    @Test func `one that is gone takes nothing from another`() throws {
        var links = RegistryLinks()
        links.change(to: places, now: moment(0))
        #expect(links.takeDue(now: moment(0)).map(\.address) == places)
        for place in places {
            let isNew = links.noteAnswer(from: place, lease: .seconds(6), now: moment(0))
            #expect(isNew)
        }
        var silent: [NodeAddress] = []
        for second in Int64(1)...20 {
            for (address, isSilentNow) in links.takeDue(now: moment(second)) {
                if isSilentNow { silent.append(address) }
                if address == places[1] {
                    _ = links.noteAnswer(from: address, lease: .seconds(6), now: moment(second))
                }
            }
        }
        #expect(silent == [places[0]])
        #expect(links.state == .answering)
    }

    @Test func `other registries are told at once, and those that stay stand as they stood`() {
        var links = RegistryLinks()
        links.change(to: places, now: moment(0))
        _ = links.takeDue(now: moment(0))
        _ = links.noteAnswer(from: places[1], lease: .seconds(6), now: moment(0))
        let other = NodeAddress(slot: 9)
        links.change(to: [places[1], other], now: moment(1))
        #expect(links.state == .answering)
        #expect(links.takeDue(now: moment(1)).map(\.address) == [other])
        links.change(to: [], now: moment(2))
        #expect(links.state == nil && links.earliest == nil)
    }

    @Test func `an address that a name stands for later is asked to let in`() throws {
        var replica = try replica(registries: [], seeds: [])
        var effects = EffectBuffer()
        replica.start(now: moment(0), into: &effects)
        effects = EffectBuffer()
        let seeds = [NodeAddress(slot: 3), NodeAddress(slot: 4)]
        replica.seek(seeds: seeds, registries: [], now: moment(60), into: &effects)
        #expect(asked(effects).sorted() == [Peer(3), Peer(4)])
        effects = EffectBuffer()
        replica.seek(seeds: seeds, registries: [], now: moment(120), into: &effects)
        #expect(asked(effects).isEmpty)
    }
}
