import Testing

@testable import Epidemic

/// The one service that knows everybody.
@Suite struct RegistryTests {
    private func registration(_ name: ReplicaName, epoch: UInt64 = 1, slot: UInt32 = 0)
        -> Registration
    {
        Registration(id: ReplicaID(name: name, epoch: epoch), address: NodeAddress(slot: slot))
    }

    private func moment(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }

    @Test func `who registers is listed until the lease is over`() {
        var registry = Registry(lease: .seconds(30))
        _ = registry.receive(.register(registration("n1")), now: moment(0))
        let answer = registry.receive(.register(registration("n2")), now: moment(20))
        #expect(
            answer == .listing([registration("n1"), registration("n2")], lease: .seconds(30)))
        let later = registry.receive(.ask, now: moment(40))
        #expect(later == .listing([registration("n2")], lease: .seconds(30)))
        #expect(registry.registrations(now: moment(51)).isEmpty)
    }

    @Test func `who registers again lives on, at its new address`() {
        var registry = Registry(lease: .seconds(30))
        _ = registry.receive(.register(registration("n1")), now: moment(0))
        _ = registry.receive(.register(registration("n1", slot: 9)), now: moment(25))
        #expect(registry.registrations(now: moment(50)) == [registration("n1", slot: 9)])
    }

    @Test func `whoever registers at an address is who lives there, whatever its epoch`() {
        var registry = Registry()
        _ = registry.receive(.register(registration("n1", epoch: 2)), now: moment(0))
        _ = registry.receive(.register(registration("n1", epoch: 1)), now: moment(1))
        #expect(registry.registrations(now: moment(2)) == [registration("n1", epoch: 1)])
        let gone = registry.receive(.withdraw(registration("n1", epoch: 2).id), now: moment(3))
        #expect(gone == nil)
        #expect(registry.registrations(now: moment(4)).count == 1)
    }

    @Test func `two nodes of one name are both listed`() {
        var registry = Registry()
        let twins = [registration("n1", epoch: 5, slot: 2), registration("n1", epoch: 9, slot: 1)]
        for twin in twins.reversed() + twins {
            _ = registry.receive(.register(twin), now: moment(0))
        }
        #expect(registry.registrations(now: moment(1)) == twins)
    }

    @Test func `who withdraws is gone at once`() {
        var registry = Registry()
        _ = registry.receive(.register(registration("n1")), now: moment(0))
        _ = registry.receive(.withdraw(registration("n1").id), now: moment(1))
        #expect(registry.registrations(now: moment(1)).isEmpty)
    }

    @Test func `in bounded listings everybody is named in the end`() {
        var registry = Registry()
        let names = (0..<200).map { ReplicaName("n\($0)")! }
        for name in names { _ = registry.receive(.register(registration(name)), now: moment(0)) }
        var listed: Set<ReplicaName> = []
        for _ in 0..<4 {
            guard case .listing(let part, _) = registry.receive(.ask, now: moment(1)) else {
                continue
            }
            #expect(part.count <= Limits.membersPerMessageMax)
            listed.formUnion(part.map(\.id.name))
        }
        #expect(listed == Set(names))
    }

    @Test func `a full registry takes a newcomer in place of the one unheard for longest`() {
        var registry = Registry(lease: .seconds(30))
        for place in 0..<Limits.membersMax {
            let second = place == 7 ? -1 : Int64(0)
            _ = registry.receive(
                .register(registration(ReplicaName("n\(place)")!)), now: moment(second))
        }
        _ = registry.receive(.register(registration("zz")), now: moment(1))
        _ = registry.receive(.register(registration("n5")), now: moment(20))
        let here = registry.registrations(now: moment(21))
        #expect(here.count == Limits.membersMax && here.last == registration("zz"))
        #expect(!here.contains(registration("n7")))
        #expect(registry.registrations(now: moment(40)) == [registration("n5")])
    }
}
