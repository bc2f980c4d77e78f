import NIOCore

extension EventLoop {
    /// Does something after a rest in which the sockets are looked at.
    ///
    /// A loop looks at its sockets only while no task is due. So the rest begins when the tasks that wait
    /// are done, the end of the turn among them, which may take longer than the rest: one that began before
    /// would be over by then, and no socket would be looked at until there is nothing left to do.
    func rest(for time: TimeAmount, then body: @escaping () -> Void) {
        let isolated = assumeIsolated()
        isolated.execute { isolated.scheduleTask(in: time, body) }
    }
}
