import ClusterObservation
import Epidemic
import Testing

/// Scenarios that show themselves, each begun with two keys.
@Suite struct DemonstrationTests {
    @Test func `merged clocks end equal over different values`() throws {
        var run = try ScenarioRun()
        run.begin("e")
        run.advance(seconds: 22)
        let one = try #require(run.entry(of: "tie", at: 0))
        let other = try #require(run.entry(of: "tie", at: 1))
        #expect(one.clock == other.clock)
        #expect(one.content.value == "y" && other.content.value == "x")
        #expect(run.view.totals.divergences == 1)
        let top = run.screen.split(separator: "\n")[0]
        #expect(top.contains("UNSAFE") && top.contains("DIVERGED"))
        // Both stand beside each other on the screen, with a sign that their clocks are equal.
        #expect(run.screen.contains("≡ x"))
        run.advance(seconds: 28)
        #expect(!run.view.totals.isConverged && run.view.isUnsafe)
        run.advance(seconds: 12)
        #expect(run.told.count == 9 && run.view.demonstration == nil)
        #expect(!run.view.isUnsafe)
    }

    @Test func `counted receipts let a value replace its successor, and never resolve a tie`()
        throws
    {
        var run = try ScenarioRun(nodes: 2)
        run.begin("o")
        run.advance(seconds: 14)
        #expect(run.value(of: "text", at: 1) == "w2")
        run.advance(seconds: 3)
        #expect(run.value(of: "text", at: 1) == "w1")
        run.advance(seconds: 8)
        #expect(run.value(of: "tie", at: 0) == "x" && run.value(of: "tie", at: 1) == "y")
        #expect(run.view.isUnsafe && run.view.hasDiverged)
        let top = run.screen.split(separator: "\n")[0]
        #expect(top.contains("UNSAFE") && top.contains("DIVERGED"))
    }

    @Test(arguments: [3, 8, 16, 40])
    func `with plain tombstones who had seen what was deleted refuses it`(nodes: Int) throws {
        var run = try ScenarioRun(nodes: nodes)
        run.begin("t")
        run.advance(seconds: 28)
        #expect(run.value(of: "ghost", at: 0) == nil)
        #expect(run.value(of: "ghost", at: nodes - 1) == "boo")
        run.advance(seconds: 80)
        #expect((0..<nodes).allSatisfy { run.value(of: "ghost", at: $0) == nil })
        #expect(run.view.totals.isConverged)
        #expect(run.told.dropLast().last?.contains("is refused") == true)
    }

    @Test(arguments: [3, 8, 16, 40])
    func `with dormant certificates it stays deleted`(nodes: Int) throws {
        var run = try ScenarioRun(nodes: nodes)
        run.begin("m")
        run.advance(seconds: 28)
        #expect(run.value(of: "ghost", at: nodes - 1) == "boo")
        run.advance(seconds: 80)
        #expect((0..<nodes).allSatisfy { run.value(of: "ghost", at: $0) == nil })
        #expect(run.told.dropLast().last?.contains("stays deleted") == true)
    }

    @Test func `a full comparison ties the bridge up, and the others do not`() throws {
        var run = try ScenarioRun(nodes: 4)
        run.begin("n")
        run.advance(seconds: 120)
        #expect(run.told.prefix(11).last?.contains("The panel Exchanges counts") == true)
        let bytes = run.bytesOfExchanges
        let latencies = run.latencies
        #expect(bytes.count == 4 && latencies.count == 5)
        let idle = try #require(latencies["idle"])
        for method in ["recent", "hash-tree", "sketch"] {
            #expect(try #require(bytes[method]) * 5 < bytes["full"] ?? 0)
            #expect(try #require(latencies[method]) <= 2 * idle)
        }
        #expect(try #require(latencies["full"]) > 2 * idle)
    }

    @Test func `the same again ends it, and the seed alone decides what it shows`() throws {
        var run = try ScenarioRun()
        run.begin("e")
        run.advance(seconds: 4)
        run.begin("e")
        run.advance(seconds: 20)
        #expect(run.view.demonstration == nil && run.told.count == 3)
        var (first, second) = (try ScenarioRun(), try ScenarioRun())
        for letter in ["m", "t"] as [Character] {
            first.begin(letter)
            second.begin(letter)
            first.advance(seconds: 40)
            second.advance(seconds: 40)
        }
        #expect(first.events == second.events)
    }
}

extension ScenarioRun {
    /// Bytes of the finished exchanges that repaired something, by method.
    fileprivate var bytesOfExchanges: [String: Int] {
        var bytes: [String: Int] = [:]
        for event in events {
            guard case .exchangeEnded(_, let report, let size) = event.kind,
                report.repairedHere + report.repairedThere > 0
            else { continue }
            bytes[report.method.rawValue] = size
        }
        return bytes
    }

    /// How long news took over the bridge, in seconds, by what went on meanwhile.
    fileprivate var latencies: [String: Double] {
        var written: [ItemKey: Moment] = [:]
        var latencies: [String: Double] = [:]
        for event in events {
            switch event.kind {
            case .wrote(let update): written[update.key] = event.moment
            case .received(let update, _, .mail, _, _):
                guard let moment = written[update.key] else { continue }
                let name = "\(update.key)".dropFirst("news-".count)
                latencies[String(name)] = (event.moment - moment).inSeconds
            default: break
            }
        }
        return latencies
    }
}
