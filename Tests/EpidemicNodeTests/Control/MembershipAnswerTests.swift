import ClusterObservation
import Epidemic
import EpidemicWire
import Testing

@testable import EpidemicNode

/// What a node knows of the others, on its way to a dashboard.
struct MembershipAnswerTests {
    private func member(_ standing: MemberStanding, heard: TimeSpan?, keys: Int?) -> MemberDetail {
        MemberDetail(
            identity: ReplicaIdentity(name: "n3", epoch: 7), address: "127.0.0.1:7103",
            standing: standing, incarnation: 2, age: .seconds(5), heard: heard,
            report: keys.map {
                MemberReport(keys: $0, hotRumors: 0, root: .empty, load: 0, age: .zero)
            })
    }

    @Test(arguments: [nil] + RegistryStanding.allCases)
    func `a membership arrives as it was told`(registry: RegistryStanding?) throws {
        let told = MembershipView(
            incarnation: 4, hasLeft: true, troubles: 3, registry: registry,
            members: [
                member(.alive, heard: .seconds(1), keys: 12), member(.dead, heard: nil, keys: nil),
            ], counts: [1, 0, 1, 0])
        #expect(MembershipView(told.answer) == told)
    }

    @Test(arguments: [RESPValue.null, .text("alive"), .map([]), .array([.count(1)])])
    func `what is no membership is none`(value: RESPValue) {
        #expect(MembershipView(value) == nil)
    }

    @Test func `a member that cannot be read is left out, and the others stay`() throws {
        let told = MembershipView(
            incarnation: 0, members: [member(.suspect, heard: nil, keys: 1)], counts: [0, 1, 0, 0])
        guard case .map(var pairs) = told.answer else {
            Issue.record("a membership is told as a map")
            return
        }
        let place = try #require(pairs.firstIndex { $0.key == .text("members") })
        pairs[place] = .init(
            pairs[place].key, .array(pairs[place].value.items + [.array([.text("n4")])]))
        #expect(MembershipView(.map(pairs)) == told)
    }
}
