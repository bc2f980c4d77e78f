/// The last time that a key stopped the program.
///
/// The key's signal goes to the whole group of processes, and so to this one, which stops by itself. What
/// Dispatch still tells of that signal afterwards is not another one.
struct Suspension: Hashable {
    private var end: ContinuousClock.Instant?

    /// Longer than Dispatch takes on a busy machine, and shorter than anybody needs to stop it again.
    private static let echo = Duration.milliseconds(500)

    /// The program goes on.
    mutating func ended(at now: ContinuousClock.Instant) { end = now }

    /// Whether a signal that is told of now is the one of the key.
    mutating func isEcho(at now: ContinuousClock.Instant) -> Bool {
        defer { end = nil }
        return end.map { now - $0 < Self.echo } ?? false
    }
}
