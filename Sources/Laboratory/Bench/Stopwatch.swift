/// Tells how long something takes.
enum Stopwatch {
    /// The milliseconds that it takes.
    static func milliseconds(_ body: () -> Void) -> Double {
        let (seconds, attoseconds) = ContinuousClock().measure(body).components
        return Double(seconds) * 1e3 + Double(attoseconds) / 1e15
    }
}
