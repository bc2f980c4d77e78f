import Testing

@testable import outbreak

/// Options of a node that stand in its environment.
@Suite struct NodeEnvironmentTests {
    private let environment = [
        "OUTBREAK_ADVERTISE": "203.0.113.5:7000", "OUTBREAK_JOIN": "n1:7000 n2:7000",
        "OUTBREAK_PASSWORD_FILE": "/run/a b", "OUTBREAK_OPTIONS": "--name n1", "PATH": "/bin",
    ]

    private func command(_ arguments: String...) throws -> NodeCommand {
        let command = try NodeCommand.parse(arguments)
        return try #require(
            command.prepared(arguments, environment: environment) as? NodeCommand)
    }

    @Test func `the environment says what the command line does not`() throws {
        let command = try command("--name", "n1")
        #expect(command.identity.advertise.map { "\($0)" } == "203.0.113.5:7000")
        #expect(command.identity.join.map { "\($0)" } == ["n1:7000", "n2:7000"])
        #expect(command.identity.passwordFile == "/run/a b")
    }

    @Test func `the command line wins, and one way to find others stands for all`() throws {
        let command = try command(
            "--name", "n1", "--advertise=10.0.0.1:1", "--registry", "r1:7000", "--registry",
            "r2:7000")
        #expect(command.identity.advertise.map { "\($0)" } == "10.0.0.1:1")
        #expect(command.identity.join.isEmpty)
        #expect(command.identity.registries.map { "\($0)" } == ["r1:7000", "r2:7000"])
    }
}
