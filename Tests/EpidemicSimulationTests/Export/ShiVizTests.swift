import ClusterObservation
import EpidemicSimulation
import Foundation
import Testing

/// ShiViz logs, checked for what ShiViz demands and for causality.
@Suite struct ShiVizTests {
    /// A line of a log as ShiViz reads it.
    private struct Entry {
        let host: String
        let clock: [String: Int]
        let event: String
    }

    private func entries(of cluster: SimulatedCluster, hosts: Int) throws -> [Entry] {
        var log = ShiVizLog(hosts: hosts)
        var lines = ShiVizLog.header
        cluster.replay { lines += log.lines(for: $0) }
        #expect(lines[0] == #"(?<host>\S*) (?<clock>{.*})\n(?<event>.*)"# && lines[1].isEmpty)
        let body = lines.dropFirst(2)
        #expect(body.count.isMultiple(of: 2) && !body.isEmpty)
        let text = body.joined(separator: "\n")
        let pattern = try NSRegularExpression(
            pattern: #"(?<host>\S*) (?<clock>\{.*\})\n(?<event>.*)"#)
        let matches = pattern.matches(
            in: text, range: NSRange(text.startIndex..., in: text))
        #expect(matches.count == body.count / 2)
        return try matches.map { match in
            func part(_ name: String) throws -> String {
                String(text[try #require(Range(match.range(withName: name), in: text))])
            }
            let clock = try JSONSerialization.jsonObject(with: Data(part("clock").utf8))
            return Entry(
                host: try part("host"), clock: try #require(clock as? [String: Int]),
                event: try part("event"))
        }
    }

    private func run() throws -> SimulatedCluster {
        let network = NetworkConditions(loss: 0.2, duplication: 0.2)
        var cluster = try SimulatedCluster.checked(nodes: 4, network: network)
        _ = cluster.write(0, "a", "new\nline")
        cluster.advance(.seconds(2))
        _ = cluster.write(2, "a", "x")
        cluster.perform(.kill(NodeID(1)))
        cluster.advance(.seconds(2))
        cluster.perform(.restart(NodeID(1), .lost))
        cluster.perform(.addNode)
        cluster.advance(.seconds(15))
        return cluster
    }

    @Test func `each host's own component rises by one per event, and no other falls`() throws {
        let entries = try entries(of: run(), hosts: 4)
        var last: [String: [String: Int]] = [:]
        for entry in entries {
            let before = last[entry.host] ?? [:]
            #expect(entry.clock[entry.host] == (before[entry.host] ?? 0) + 1)
            for (host, count) in before { #expect((entry.clock[host] ?? 0) >= count) }
            last[entry.host] = entry.clock
        }
        #expect(Set(last.keys) == ["n0", "n1", "n2", "n3", "n4"])
    }

    @Test func `a receipt joins its own clock with the sender's at that sending, and nothing else`()
        throws
    {
        let entries = try entries(of: run(), hosts: 4)
        var last: [String: [String: Int]] = [:]
        var sendings: [String: [String: Int]] = [:]
        var receipts = 0
        for entry in entries {
            var expected = last[entry.host] ?? [:]
            let words = entry.event.split(separator: " ")
            if words[0] == "receives" {
                let sending = try #require(sendings["\(words[2])"])
                expected.merge(sending, uniquingKeysWith: max)
                receipts += 1
            }
            expected[entry.host, default: 0] += 1
            #expect(entry.clock == expected)
            if words[0] == "sends" { sendings["\(words[2])"] = entry.clock }
            last[entry.host] = entry.clock
        }
        #expect(receipts > 20)
    }

    @Test func `a component names an event that has been told before`() throws {
        var counts: [String: Int] = [:]
        for entry in try entries(of: run(), hosts: 4) {
            counts[entry.host, default: 0] += 1
            for (host, count) in entry.clock { #expect(count <= counts[host] ?? 0) }
        }
    }

    @Test func `every event stands on one line`() throws {
        let entries = try entries(of: run(), hosts: 4)
        #expect(entries.contains { $0.event == "writes a=new line" })
        #expect(entries.contains { $0.event == "is killed" })
    }
}
