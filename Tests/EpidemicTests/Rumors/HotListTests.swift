import Testing

@testable import Epidemic

@Suite struct HotListTests {
    @Test func `of two updates that bear one identity only the later one is hot`() throws {
        var bench = try Bench(nodes: 2)
        let old = bench.disks[0]
        bench.write(0, "colour", "red")
        let red = try #require(bench.replicas[0].entry(of: "colour")?.update)
        bench.disks[0] = old
        try bench.restart(0)
        bench.write(0, "shape", "round")
        let round = try #require(bench.replicas[0].entry(of: "shape")?.update)
        #expect(red.id == round.id)
        var hot = HotList()
        hot.add(red, hops: 0)
        hot.add(round, hops: 0)
        #expect(hot.count == 1 && hot.live.map(\.update) == [round])
        #expect(hot.remove(round.id) && hot.count == 0)
    }
}
