import Epidemic
import EpidemicSimulation
import Testing

/// Two clusters joined by one narrow link: bounded steps leave room for rumors.
@Suite struct BridgeTests {
    private static let bandwidth = 256_000

    /// The latencies of rumors that were sent while the tables were compared across the bridge.
    private func latencies(
        _ method: AntiEntropySettings.Method?, entries: Int, differences: Int
    ) throws -> (rumors: [Double], bytes: Int) {
        var bridge = try Bridge(
            method, entries: entries, differences: differences, bandwidth: Self.bandwidth, seed: 3)
        var latencies: [Double] = []
        var number = 0
        for _ in 0..<2_000 where latencies.count < 12 {
            bridge.pass(.milliseconds(50))
            guard method == nil || bridge.isComparing else { continue }
            number += 1
            latencies.append(bridge.latency(ofRumor: number)?.inSeconds ?? .infinity)
        }
        return (latencies, bridge.bytesAcross)
    }

    @Test(arguments: [AntiEntropySettings.Method.hashTree, .sketch, .auto])
    func `a rumor crosses the bridge within twice its idle time during a comparison`(
        method: AntiEntropySettings.Method
    ) throws {
        let idle = try latencies(nil, entries: 10, differences: 0).rumors
        let busy = try latencies(method, entries: 3_000, differences: 1_500).rumors
        #expect(idle.count == 12 && busy.count > 2)
        #expect((busy.max() ?? .infinity) <= 2 * (idle.max() ?? 0))
    }

    @Test func `a descent of a hundred thousand entries leaves the bridge free for rumors`() throws
    {
        let idle = try latencies(nil, entries: 10, differences: 0).rumors
        let busy = try latencies(.hashTree, entries: 100_000, differences: 2_000).rumors
        #expect(busy.count > 2)
        #expect((busy.max() ?? .infinity) <= 2 * (idle.max() ?? 0))
    }

    @Test func `a full comparison ties the bridge up for many times as many bytes`() throws {
        func bytes(_ method: AntiEntropySettings.Method) throws -> Int {
            var bridge = try Bridge(
                method, entries: 2_000, differences: 20, bandwidth: Self.bandwidth, seed: 3)
            bridge.pass(.seconds(300))
            return bridge.bytesAcross
        }
        let descent = try bytes(.hashTree)
        #expect(try bytes(.full) > 10 * descent)
        #expect(try bytes(.sketch) < descent)
    }
}
