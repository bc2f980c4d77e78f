import Epidemic
import NIOCore

/// The timers of one replica, on its event loop.
///
/// A timer that is set to later than it was is left to wake as it was set, and then sleeps on: most are
/// set anew long before they come.
final class NodeTimers {
    /// Whether a timer that has come may be handed on, or is kept until `resume`.
    var isHeld = false
    private let loop: any EventLoop
    private let fire: (ReplicaTimer) -> Void
    private var due: [ReplicaTimer: NIODeadline] = [:]
    private var wakes: [ReplicaTimer: (deadline: NIODeadline, task: Scheduled<Void>)] = [:]

    init(loop: any EventLoop, fire: @escaping (ReplicaTimer) -> Void) {
        self.loop = loop
        self.fire = fire
    }

    /// Fires a timer at that moment, in place of any earlier setting of it.
    func set(_ timer: ReplicaTimer, at deadline: NIODeadline) {
        due[timer] = deadline
        if let wake = wakes[timer] {
            if wake.deadline <= deadline { return }
            wake.task.cancel()
        }
        let task = loop.assumeIsolated().scheduleTask(deadline: deadline) {
            [weak self] () -> Void in
            self?.wake(timer)
        }
        wakes[timer] = (deadline, task)
    }

    /// Hands on what came while it was held.
    func resume() {
        isHeld = false
        for timer in ReplicaTimer.allCases where wakes[timer] == nil { wake(timer) }
    }

    func cancelAll() {
        for wake in wakes.values { wake.task.cancel() }
        wakes.removeAll()
        due.removeAll()
    }

    private func wake(_ timer: ReplicaTimer) {
        wakes[timer] = nil
        guard !isHeld, let deadline = due[timer] else { return }
        guard deadline <= .now() else { return set(timer, at: deadline) }
        due[timer] = nil
        fire(timer)
    }
}
