import ClusterObservation

extension DashboardModel {
    /// Pauses a cluster that runs, and lets a paused one run.
    mutating func togglePause() -> [DashboardAction] {
        stepMark = nil
        return [.perform(isPaused ? .resume : .pause)]
    }

    /// Lets time go on by hand, and points out what happens then.
    mutating func stepOn(_ command: ClusterCommand) -> [DashboardAction] {
        stepMark = view.map { StepMark($0, told: log.events.last) }
        return pausedFirst(command)
    }

    /// Turns time back by hand.
    mutating func turnBack(_ command: ClusterCommand) -> [DashboardAction] {
        stepMark = nil
        return pausedFirst(command)
    }

    /// Whatever runs is paused first.
    private func pausedFirst(_ command: ClusterCommand) -> [DashboardAction] {
        (isPaused ? [] : [.perform(.pause)]) + [.perform(command)]
    }

    /// Multiplies the speed, within its ends.
    mutating func changeSpeed(by factor: Double) -> [DashboardAction] {
        guard let speed = view?.time.speed else { return [] }
        let wanted = min(
            max(speed * factor, TimeStatus.speeds.lowerBound), TimeStatus.speeds.upperBound)
        guard wanted != speed else {
            let end = factor > 1 ? "fastest" : "slowest"
            notice = Notice(text: "\(Words.speed(speed)) is the \(end)", kind: .refusal)
            return []
        }
        return [.perform(.setSpeed(wanted))]
    }

    private var isPaused: Bool { view?.time.isPaused ?? false }
}
