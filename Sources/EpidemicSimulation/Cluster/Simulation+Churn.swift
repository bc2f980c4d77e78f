import ClusterObservation
import Epidemic

// Nodes that come and go by themselves.

extension Simulation {
    /// Lets nodes die by themselves from now on, or no longer; those that are down for it come back.
    mutating func change(_ churn: Churn?) {
        self.churn = churn
        churnSchedule += 1
        scheduleDeath()
    }

    /// The time to the next death forgets how long ago the last one was.
    private mutating func scheduleDeath() {
        guard let churn else { return }
        let wait = Double(churn.interval.nanoseconds) * generator.exponential()
        queue.put(
            .death(schedule: churnSchedule), at: now + Interval(nanoseconds: Int64(wait)))
    }

    /// A live node drawn at random dies, unless it is the last one or is frozen.
    mutating func die(schedule: Int) {
        guard let churn, schedule == churnSchedule else { return }
        defer { scheduleDeath() }
        guard nodes.count - down.count > 1 else { return }
        let index = liveNode(generator.below(nodes.count - down.count))
        guard nodes[index].isUp else { return }
        kill(index)
        fallen.insert(index, at: fallen.firstIndex { $0 > index } ?? fallen.count)
        note(.died(.churn), at: index)
        queue.put(.comeback(index, life: nodes[index].life), at: now + churn.downTime)
    }

    /// The node comes back with its data, unless somebody restarted it meanwhile.
    mutating func comeBack(_ index: Int, life: UInt32) {
        guard nodes[index].condition.isDown, nodes[index].life == life else { return }
        restart(index, .kept)
        note(.cameBack, at: index)
    }

    /// All that died by themselves come back at once.
    mutating func raiseFallen() {
        for index in fallen {
            restart(index, .kept)
            note(.cameBack, at: index)
        }
    }

    /// The node at a place among those that are not down.
    private func liveNode(_ place: Int) -> Int {
        var index = place
        for node in down where node <= index { index += 1 }
        return index
    }
}

extension SeededGenerator {
    /// A number from the exponential distribution of mean 1, by comparing uniform ones.
    ///
    /// A run of falling numbers that begins with u has an odd length with probability e⁻ᵘ. Von Neumann,
    /// "Various techniques used in connection with random digits" (1951).
    mutating func exponential() -> Double {
        var whole = 0.0
        while true {
            let first = unit()
            var last = first
            var length = 0
            var isFalling = true
            while isFalling {
                let next = unit()
                length += 1
                isFalling = next < last
                last = next
            }
            if length % 2 == 1 { return whole + first }
            whole += 1
        }
    }
}

extension Churn {
    /// What is wrong with it, in one sentence; nil when it can be.
    var refusal: String? {
        for (name, span) in [("interval", interval), ("down time", downTime)] {
            guard span >= .milliseconds(1), span <= .seconds(86_400) else {
                return "churn: \(name) \(span) must be from 1ms to 24h"
            }
        }
        return nil
    }
}
