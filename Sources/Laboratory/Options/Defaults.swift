import ArgumentParser
import ClusterObservation
import Epidemic
import EpidemicSimulation
import TerminalUI

/// What `outbreak run` does when nothing else is asked for: the defaults that have a syntax of their
/// own. Those of plain choices stand at their options.
enum Defaults {
    static let nodes = 16
    static let topology = Topology.full
    static let roundInterval = Interval.seconds(1)
    static let removal = RemovalRule.counter(3)
    static let fanout = 1
    /// Of an experiment.
    static let cyclesMax = 1_000
    static let cacheLength = 32
    static let cacheInterval = Cadence.every(.seconds(5))
    static let antiEntropy = AntiEntropyChoice.checksum
    static let antiEntropyInterval = Interval.seconds(20)
    static let conflict = ConflictRule.norm
    static let discovery = Discovery.list
    static let latency = Interval.milliseconds(300)
    static let jitter = Interval.milliseconds(100)
    static let loss = 0.0
    static let duplicate = 0.0
    static let bandwidth = Bandwidth.unlimited
    static let speed = 1.0
    static let size = Size(columns: 120, rows: 40)
}

extension ArgumentHelp {
    /// The help of an option whose value has a syntax of its own; ArgumentParser shows the defaults
    /// of the others by itself.
    package static func value<Value>(
        _ abstract: String, _ name: String, default value: Value
    ) -> ArgumentHelp {
        ArgumentHelp("\(abstract) (default: \(value))", valueName: name)
    }
}
