/// Asks again and again, for so many seconds at most, until it is so. However late a busy machine comes back to
/// it, it asks some times.
func eventually(
    within seconds: Double = 10, _ condition: () async throws -> Bool
) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    var tries = 0
    while ContinuousClock.now < end || tries < 25 {
        if try await condition() { return true }
        tries += 1
        try await Task.sleep(for: .milliseconds(20))
    }
    return false
}
