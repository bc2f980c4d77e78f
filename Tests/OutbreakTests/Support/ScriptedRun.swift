import ArgumentParser

@testable import Laboratory

/// Runs a script inside the test.
///
/// - Returns: how it ended and what it printed.
func scripted(
    _ script: String, _ arguments: String...
) throws -> (status: ExitStatus, output: String) {
    let command = try RunCommand.parse(["--script", "-", "--seed", "7"] + arguments)
    let plan = try RunPlan(command, environment: [:])
    var lines: [String] = []
    let status = try plan.run(Script(parsing: script, source: "script")) { lines.append($0) }
    return (status, lines.joined(separator: "\n"))
}
