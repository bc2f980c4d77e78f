import ClusterObservation
import Epidemic

/// A run as a log for ShiViz, the visualizer of distributed executions (Beschastnikh et al.,
/// "Debugging distributed systems", CACM 2016).
///
/// Each event of a host stands with the host's vector clock: its own component rises by one for every
/// event, and a receipt joins the clock that the sender had at that sending. Losses happen at no host,
/// and what concerns the whole cluster has none, so neither stands in it.
public struct ShiVizLog: Sendable {
    /// How many hosts a log can have: each clock may name them all.
    public static let hostsMax = 256

    /// The first two lines: how ShiViz finds host, clock and event, and that nothing divides the run.
    public static let header = ["(?<host>\\S*) (?<clock>{.*})\\n(?<event>.*)", ""]

    private var clocks: [[UInt32]]
    /// The clocks at their sending of the messages whose ends are still to come.
    private var underWay: [Int: (clock: [UInt32], ends: Int)] = [:]

    /// A log of the events of so many hosts, and those that join them.
    public init(hosts: Int) {
        clocks = Array(repeating: [], count: hosts)
    }

    /// The lines of one event, in the order of the run; none for what happens at no host.
    public mutating func lines(for event: RunEvent) -> [String] {
        switch event.kind {
        case .sent(let message, let ends):
            let lines = tell(
                "sends \(message.words) to \(Self.name(message.link.to))", at: event.node)
            let clock = event.node.map { clocks[$0.index] } ?? []
            if ends > 0 { underWay[message.number] = (clock, ends) }
            return lines
        case .arrived(let message):
            join(end(of: message), at: event.node)
            return tell(
                "receives \(message.words) from \(Self.name(message.link.from))", at: event.node)
        case .lost(let message, _):
            _ = end(of: message)
            return []
        case .traced(let kind): return kind.words.map { tell($0, at: event.node) } ?? []
        }
    }

    /// One more event of a host.
    private mutating func tell(_ words: String, at node: NodeID?) -> [String] {
        guard let node else { return [] }
        makeRoom(for: node.index)
        clocks[node.index][node.index] += 1
        let components = clocks[node.index].enumerated().filter { $0.element > 0 }
        let clock = components.map { "\"\(Self.name(NodeID($0.offset)))\":\($0.element)" }
        return ["\(Self.name(node)) {\(clock.joined(separator: ","))}", words.onOneLine]
    }

    private mutating func join(_ clock: [UInt32], at node: NodeID?) {
        guard let node, !clock.isEmpty else { return }
        makeRoom(for: max(node.index, clock.count - 1))
        for place in clock.indices {
            clocks[node.index][place] = max(clocks[node.index][place], clock[place])
        }
    }

    /// The sender's clock of a message one of whose ends has come.
    private mutating func end(of message: RunMessage) -> [UInt32] {
        guard let (clock, ends) = underWay[message.number] else { return [] }
        underWay[message.number] = ends > 1 ? (clock, ends - 1) : nil
        return clock
    }

    /// Makes room for a host that joined, and in the clock of each for all others.
    private mutating func makeRoom(for index: Int) {
        while clocks.count <= index { clocks.append([]) }
        for host in clocks.indices where clocks[host].count < clocks.count {
            clocks[host] += [UInt32](repeating: 0, count: clocks.count - clocks[host].count)
        }
    }

    private static func name(_ node: NodeID) -> String { ReplicaName.node(node.index).text }
}

extension RunMessage {
    fileprivate var words: String { "\(kind.exportName) \(number)" }
}

extension String {
    /// Without what would begin another line.
    fileprivate var onOneLine: String {
        String(map { $0.isNewline || $0.unicodeScalars.contains { $0.value < 32 } ? " " : $0 })
    }
}
