import NIOCore

/// Who asks one node for its metrics: few at once, and not for long.
///
/// Whoever connects and does not ask makes room for the next who does.
final class MetricsServer {
    /// What is answered.
    let text: () -> String
    /// Whether the node lives, and whether it can be used.
    let live: () -> HealthAnswer
    let ready: () -> HealthAnswer
    let drop: (Drop) -> Void
    /// The oldest first.
    private var connections: [MetricsConnection] = []
    private let countMax: Int

    /// - Parameters:
    ///   - countMax: requests at once.
    ///   - text: the metrics as they are now.
    ///   - live: whether the node lives.
    ///   - ready: whether it can be used.
    ///   - drop: told of every request that is not answered.
    init(
        countMax: Int = TransportLimits.requestsMax, text: @escaping () -> String,
        live: @escaping () -> HealthAnswer = { HealthAnswer(checks: []) },
        ready: @escaping () -> HealthAnswer = { HealthAnswer(checks: []) },
        drop: @escaping (Drop) -> Void
    ) {
        self.countMax = countMax
        (self.text, self.live, self.ready) = (text, live, ready)
        self.drop = drop
    }

    func open(_ connection: MetricsConnection) {
        if connections.count >= countMax { giveUpOldest() }
        connections.append(connection)
    }

    func close(_ connection: MetricsConnection) { connections.removeAll { $0 === connection } }

    /// Ends the oldest request, so that another can be taken.
    func giveUpOldest() {
        guard !connections.isEmpty else { return }
        drop(.tooManyRequests)
        connections.removeFirst().hangUp()
    }
}
