extension ControlCommand {
    /// Whether it is answered while the node does not know yet what the others know: what Redis lets
    /// through while it loads, and everything about the node itself.
    var isForLoading: Bool { Self.whileLoading.contains(name) }

    private static let whileLoading: Set<String> = [
        "auth", "client", "command", "config", "discard", "echo", "exec", "hello", "info",
        "monitor",
        "multi", "outbreak", "psubscribe", "punsubscribe", "pubsub", "quit", "reset", "role",
        "select", "shutdown", "slowlog", "subscribe", "time", "unsubscribe", "unwatch", "watch",
    ]
}
