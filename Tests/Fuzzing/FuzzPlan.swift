import Foundation

/// How long decoders are fed, and from which seed.
///
/// `OUTBREAK_FUZZ_EXECUTIONS` and `OUTBREAK_FUZZ_SEED` in the environment ask for another number and another
/// seed than the tests have by themselves.
public struct FuzzPlan: Sendable {
    /// How many inputs each decoder gets.
    public let executions: Int
    public let seed: UInt64

    /// Enough to notice what is broken at once.
    private static let executionsOfTests = 2_000

    /// Whether somebody asked for a number of executions, and so looks at nothing else meanwhile.
    public let isLong: Bool

    /// What the environment asks for.
    public static let asked = FuzzPlan(ProcessInfo.processInfo.environment)

    init(_ environment: [String: String]) {
        let executions = environment["OUTBREAK_FUZZ_EXECUTIONS"].flatMap { Int($0) }
        self.executions = executions ?? Self.executionsOfTests
        isLong = executions != nil
        seed = environment["OUTBREAK_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
    }
}
