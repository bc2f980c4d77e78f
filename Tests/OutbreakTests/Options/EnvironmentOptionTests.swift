import ArgumentParser
import Epidemic
import Laboratory
import Testing

@testable import outbreak

/// Options of a node and of a registry that stand in their environment.
@Suite struct EnvironmentOptionTests {
    private let environment = [
        "OUTBREAK_ADVERTISE": "203.0.113.5:7000", "OUTBREAK_JOIN": "n1:7000 n2:7000",
        "OUTBREAK_PASSWORD_FILE": "/run/a b", "OUTBREAK_OPTIONS": "--name n1", "PATH": "/bin",
        "OUTBREAK_CLUSTER_NAME": "c1", "OUTBREAK_LEAVE_TIMEOUT": "7s", "OUTBREAK_FANOUT": "9",
        "OUTBREAK_INSECURE": "true", "OUTBREAK_END_WITH_INPUT": "no", "OUTBREAK_METRICS": "",
    ]

    private func command<Command: EnvironmentCommand>(
        _ arguments: String..., environment: [String: String]? = nil
    ) throws -> Command {
        let complete = try EnvironmentOptions.complete(arguments, environment ?? self.environment)
        return try #require(Outbreak.parseAsRoot(complete) as? Command)
    }

    @Test func `the environment says what the command line does not`() throws {
        let command: NodeCommand = try command("node", "--name", "n1")
        #expect(command.identity.advertise.map { "\($0)" } == "203.0.113.5:7000")
        #expect(command.identity.join.map { "\($0)" } == ["n1:7000", "n2:7000"])
        #expect(command.identity.passwordFile == "/run/a b")
        #expect(command.identity.clusterName?.text == "c1")
        #expect(command.identity.metrics == nil)
        #expect(command.identity.insecure && !command.endWithInput)
        #expect(command.limits.leaveTimeout == .seconds(7))
        #expect(command.settings.fanout == 9)
    }

    @Test func `the command line wins, and one way to find others stands for all`() throws {
        let command: NodeCommand = try command(
            "node", "--name", "n1", "--advertise=10.0.0.1:1", "--registry", "r1:7000", "--registry",
            "r2:7000")
        #expect(command.identity.advertise.map { "\($0)" } == "10.0.0.1:1")
        #expect(command.identity.join.isEmpty)
        #expect(command.identity.registries.map { "\($0)" } == ["r1:7000", "r2:7000"])
    }

    @Test func `what has to be given can stand there, too`() throws {
        let node: NodeCommand = try command("node", environment: ["OUTBREAK_NAME": "n7"])
        #expect(node.identity.name == "n7")
        let registry: RegistryCommand = try command(
            "registry",
            environment: [
                "OUTBREAK_LISTEN": "127.0.0.1:1", "OUTBREAK_CLUSTER_NAME": "c1",
                "OUTBREAK_NAME": "not its own",
            ])
        #expect(registry.listen.port == 1 && registry.clusterName?.text == "c1")
    }

    @Test func `a flag is true or false`() {
        #expect {
            let _: NodeCommand = try command(
                "node", "--name", "n1", environment: ["OUTBREAK_INSECURE": "maybe"])
        } throws: { error in
            (error as? Complaint)?.sentence
                == "OUTBREAK_INSECURE is 'maybe'; give true or false"
        }
    }

    @Test func `the command line wins over a flag of the environment that it denies`() throws {
        let node: NodeCommand = try command(
            "node", "--name", "n1", "--feedback", environment: ["OUTBREAK_BLIND": "true"])
        #expect(node.settings.reaction == .feedback)
        #expect {
            let _: NodeCommand = try command(
                "node", "--name", "n1", environment: ["OUTBREAK_FEEDBACK": "no"])
        } throws: { error in
            (error as? Complaint)?.sentence
                == "OUTBREAK_FEEDBACK is 'no'; leave it out, or set OUTBREAK_BLIND to true"
        }
    }

    @Test func `every option that the help tells has a variable`() throws {
        for type in [NodeCommand.self, RegistryCommand.self] as [any EnvironmentCommand.Type] {
            // `  --feedback/--blind      Which contacts count`
            let told = type.help.split(separator: "\n").filter { $0.hasPrefix("  --") }.flatMap {
                $0.split(separator: " ")[0].split(separator: "/").map { String($0.dropFirst(2)) }
            }
            let options = EnvironmentOptions(of: type)
            #expect(told.count > 3)
            for name in Set(told).subtracting(["help", "version"]).sorted() {
                let option = try #require(options.all.first { $0.name == name }, "--\(name)")
                let value = option.form == .flag ? "true" : "v"
                #expect(
                    try options.arguments([option.variable: value], given: [])
                        == ["--\(name)" + (option.form == .flag ? "" : "=v")])
                #expect(
                    try options.arguments([option.variable: value], given: ["--\(name)=x"]) == [])
            }
        }
        #expect(EnvironmentOptions(of: NodeCommand.self).all.count > 35)
    }
}

extension ParsableCommand {
    fileprivate static var help: String { helpMessage(columns: 200) }
}
