import ClusterObservation
import Epidemic
import EpidemicSimulation
import Foundation
import Testing

/// The exports of a run, made by living it again.
@Suite struct ReplayTests {
    /// A run in which everything happens that can: losses, repeats, conflicts, deaths, cuts, time travel.
    private func eventful(
        seed: UInt64 = 42, discovery: Discovery = .list
    ) throws -> SimulatedCluster {
        let network = NetworkConditions(loss: 0.1, duplication: 0.1)
        var cluster = try SimulatedCluster(
            SimulationConfiguration(
                nodes: 6, seed: seed, network: network, discovery: discovery,
                checks: .everyStep))
        _ = cluster.write(0, "colour", "red\n\"quoted\"")
        cluster.advance(.milliseconds(2_345))
        cluster.perform(.kill(NodeID(3)))
        cluster.perform(.partition(groups: 2))
        _ = cluster.write(5, "colour", "blue")
        cluster.advance(.milliseconds(3_210))
        cluster.perform(.heal)
        cluster.perform(.restart(NodeID(3), .lost))
        cluster.perform(.addNode)
        cluster.perform(.setChurn(Churn(interval: .seconds(3), downTime: .seconds(1))))
        cluster.perform(.setLinks([DirectedLink(from: NodeID(0), to: NodeID(1))], network))
        cluster.perform(.setProtocol(Settings(mail: .on)))
        cluster.perform(.delete(at: NodeID(5), key: "colour"))
        cluster.advance(.seconds(20))
        return cluster
    }

    private func events(of cluster: SimulatedCluster) -> [RunEvent] {
        var events: [RunEvent] = []
        cluster.replay { events.append($0) }
        return events
    }

    @Test func `a replay tells what the run told, to its present place`() throws {
        var cluster = try eventful()
        let told = cluster.observe(Interest(traceMax: 10_000)).trace.filter { event in
            if case .messageLost = event.kind { false } else { true }
        }
        let replayed = events(of: cluster).compactMap { event in
            if case .traced(let kind) = event.kind { kind } else { nil }
        }
        #expect(told.map(\.kind) == Array(replayed.suffix(told.count)))
        #expect(cluster.observe(Interest()).totals.messagesSent == sent(in: events(of: cluster)))
    }

    private func sent(in events: [RunEvent]) -> Int {
        events.count { if case .sent = $0.kind { true } else { false } }
    }

    @Test func `back in time a replay ends there, and leaves the future alone`() throws {
        var cluster = try eventful()
        let whole = events(of: cluster)
        cluster.perform(.goTo(.zero + .seconds(5)))
        let sent = cluster.observe(Interest()).totals.messagesSent
        let part = events(of: cluster)
        #expect(part == Array(whole.prefix(part.count)) && part.count < whole.count)
        #expect(self.sent(in: part) == sent)
        #expect(cluster.observe(Interest()).time.hasFuture)
    }

    @Test(arguments: Discovery.allCases)
    func `every message ends as often as it was said to, if it is not under way`(
        discovery: Discovery
    ) throws {
        var cluster = try eventful(discovery: discovery)
        var left: [Int: Int] = [:]
        for event in events(of: cluster) {
            switch event.kind {
            case .sent(let message, let ends):
                #expect(left.updateValue(ends, forKey: message.number) == nil)
            case .arrived(let message), .lost(let message, _):
                #expect(left[message.number] != nil, "\(message) ends and was never sent")
                left[message.number, default: 0] -= 1
            case .traced: break
            }
        }
        #expect(left.values.allSatisfy { $0 >= 0 })
        #expect(
            left.values.reduce(0, +) == cluster.observe(Interest()).totals.messagesInFlight)
    }

    @Test func `every line of JSON can be read and says what, when and where`() throws {
        let events = events(of: try eventful())
        var names: Set<String> = []
        for event in events {
            let line = JSONLines.line(for: event)
            #expect(!line.contains { $0.isNewline })
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let object = try #require(value as? [String: Any])
            let seconds = try #require(object["moment"] as? Double)
            #expect(abs(seconds - (event.moment - .zero).inSeconds) < 1e-9)
            #expect(object["round"] as? Int == event.round)
            #expect((object["node"] as? String) == event.node.map { "n\($0.index)" })
            names.insert(try #require(object["event"] as? String))
        }
        let expected: Set = [
            "sent", "arrived", "lost", "wrote", "received", "lost-interest",
            "exchange-began", "exchange-ended", "died", "came-back", "commanded",
        ]
        #expect(names.isSuperset(of: expected))
    }

    @Test func `JSON gives back what was written, whatever characters it has`() throws {
        let events = events(of: try eventful())
        let write = try #require(
            events.first { if case .traced(.wrote) = $0.kind { true } else { false } })
        let line = JSONLines.line(for: write)
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let update = try #require(object["update"] as? [String: Any])
        #expect(update["value"] as? String == "red\n\"quoted\"")
        #expect(update["key"] as? String == "colour")
        #expect(update["origin"] as? String == "n0")
        #expect(update["clock"] as? [String: Int] == ["n0": 1])
    }

    @Test func `what is rare makes a line that can be read, too`() throws {
        let link = DirectedLink(from: NodeID(0), to: NodeID(1))
        let commands: [ClusterCommand] = [
            .write(at: NodeID(0), key: "k", value: "v"), .cut([link, link.reversed]),
            .restart(NodeID(0), .lost), .partition(groups: 3), .setNetwork(NetworkConditions()),
            .setLinks([link], nil), .setLinks([link], NetworkConditions(bandwidth: 5)),
            .isolate(NodeID(1), .deaf), .setChurn(nil), .setProtocol(Settings(rumors: nil)),
            .setProtocol(Settings()), .fill(TableFilling(common: 3, differing: 1)),
            .compare(NodeID(0), with: NodeID(1)), .hand("k", from: NodeID(0), to: NodeID(1)),
            .demonstrate(Demonstration(name: "one", steps: [])), .demonstrate(nil),
        ]
        let defeat = TraceEvent.Defeat(update: Self.update, reason: .norm)
        let kinds: [TraceEvent.Kind] = [
            .outdated(Self.update, from: NodeID(1), by: .cache, winner: defeat),
            .received(Self.update, from: NodeID(1), by: .antiEntropy, hops: 2, over: defeat),
            .diverged(Self.update), .tookEpoch(Self.update.id.origin), .undid("cut of n0–n1"),
            .messageLost(to: NodeID(1), .mail, .queueFull), .told("\"this\""),
        ]
        for kind in kinds + commands.map(TraceEvent.Kind.commanded) {
            let event = RunEvent(moment: .zero, round: 0, node: nil, kind: .traced(kind))
            let value = try JSONSerialization.jsonObject(
                with: Data(JSONLines.line(for: event).utf8))
            #expect((value as? [String: Any])?["node"] is NSNull, "\(kind)")
        }
    }

    @Test func `the article on exports names every event`() throws {
        let article = try String(
            contentsOf: URL(filePath: #filePath).appending(
                path: "../../../../Sources/EpidemicSimulation/EpidemicSimulation.docc/Exports.md"
            ).standardized, encoding: .utf8)
        let life = Self.update.id.origin
        let report = ExchangeReport(method: .checksum, ending: .equal)
        let kinds: [TraceEvent.Kind] = [
            .wrote(Self.update),
            .outdated(
                Self.update, from: NodeID(1), by: .cache,
                winner: .init(update: Self.update, reason: .norm)),
            .received(Self.update, from: NodeID(1), by: .mail, hops: 2, over: nil),
            .lostInterest(Self.update, .coin), .certificate(Self.update, .dormant),
            .returned(Self.update, .taken, NodeID(1)), .wasAway(.seconds(3)),
            .exchangeBegan(with: NodeID(1), .checksum),
            .exchangeEnded(with: NodeID(1), report, bytes: 3), .dropped(name: "n", from: nil),
            .diverged(Self.update), .tookEpoch(life),
            .membership(.believes(life, .dead, before: nil)), .membership(.refuted(.suspect)),
            .membership(.registry(.silent)), .arrival(.began), .arrival(.first),
            .arrival(.reissued(1)), .died(.churn), .cameBack, .commanded(.heal), .told("t"),
            .undid("u"),
        ]
        for kind in kinds {
            let event = RunEvent(moment: .zero, round: 0, node: nil, kind: .traced(kind))
            let object = try #require(
                JSONSerialization.jsonObject(with: Data(JSONLines.line(for: event).utf8))
                    as? [String: Any])
            let name = try #require(object["event"] as? String)
            let line = article.split(separator: "\n").first {
                $0.hasPrefix("| ") && $0.contains("`\(name)`")
            }
            let everywhere: Set = ["moment", "round", "node", "event", "command"]
            for member in Set(object.keys).subtracting(everywhere).sorted() {
                #expect(line?.contains("`\(member)`") == true, "\(name) has \(member)")
            }
            #expect(line != nil, "\(name)")
        }
        for kind in MessageKind.allCases {
            let message = RunMessage(number: 1, link: Self.link, kind: kind, bytes: 1)
            let event = RunEvent(
                moment: .zero, round: 0, node: NodeID(0), kind: .sent(message, ends: 1))
            let line = JSONLines.line(for: event)
            let name = try #require(line.firstMatch(of: /"kind":"([a-z-]+)"/))
            #expect(article.contains("`\(name.1)`"), "\(kind)")
        }
    }

    @Test func `a change of the protocol tells all of its settings`() {
        var settings = Settings(conflict: .mergeClocksUnsafe)
        settings.antiEntropy.treeDepth = .deep
        settings.deletion = DeletionSettings(
            age: .seconds(5), dormantAge: .seconds(70), retention: 3)
        let event = RunEvent(
            moment: .zero, round: 0, node: nil, kind: .traced(.commanded(.setProtocol(settings))))
        let line = JSONLines.line(for: event)
        for member in [
            #""treeDepth":4"#, #""deathCertificateAge":5.0"#, #""dormantAge":70.0"#,
            #""retention":3"#, #""conflict":"merge-clocks-unsafe""#,
        ] {
            #expect(line.contains(member))
        }
    }

    private static let link = DirectedLink(from: NodeID(0), to: NodeID(1))
    private static let update = Update(
        key: "k", content: .value("v"), clock: .zero,
        id: UpdateID(origin: ReplicaID(name: "n0", epoch: 1), sequence: 1))

    @Test func `a curve is a header and a line for every point`() {
        let measures = SpreadMeasures(
            update: Self.update, origin: NodeID(0), began: .zero, nodes: 4, informed: 2)
        let point = CurvePoint(
            moment: .zero + .milliseconds(1_250), round: 1.25, susceptible: 1, infected: 2,
            removed: 0, superseded: 1)
        let lines = CurveCSV.lines(of: SpreadCurve(measures: measures, points: [point]))
        #expect(
            lines == ["seconds,round,susceptible,infected,removed,superseded", "1.25,1.25,1,2,0,1"])
    }
}
