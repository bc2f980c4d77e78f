import ClusterObservation
import EpidemicWire
import Foundation
import Testing

@testable import EpidemicNode
@testable import outbreak

/// A local cluster of processes, launched at one stroke.
@Suite(.serialized) struct LaunchTests {
    @Test func `up without a screen names its nodes, and ends them when it is asked to end`()
        async throws
    {
        let folder = try ScratchFolder()
        let output = try folder.write("", to: "output")
        let child = try ChildProcess(
            BuiltProgram.path,
            ["up", "--nodes", "3", "--base-port", "23000", "--headless"],
            environment: ["PATH": "/usr/bin:/bin"], streams: .init(output: output))
        let lines = try await lines(3, of: output)
        #expect(lines[1] == "n2 gossip 127.0.0.1:23002 control 127.0.0.1:24002")
        let first = try await ControlClient.connect(to: HostPort(host: "127.0.0.1", port: 24_001))
        let last = try await ControlClient.connect(to: HostPort(host: "127.0.0.1", port: 24_003))
        #expect(try await first.ask(["SET", "a", "1"]) == .ok)
        #expect(try await eventually { try await last.ask(["GET", "a"]) == .text("1") })
        kill(child.number, SIGTERM)
        #expect(child.wait() == .exited(0))
        await #expect(throws: (any Error).self) { _ = try await last.ask(["PING"]) }
    }

    @Test func `nodes end with their launcher, even when it is killed`() async throws {
        let folder = try ScratchFolder()
        let output = try folder.write("", to: "output")
        let child = try ChildProcess(
            BuiltProgram.path, ["up", "--nodes", "2", "--base-port", "23100", "--headless"],
            environment: ["PATH": "/usr/bin:/bin"], streams: .init(output: output))
        _ = try await lines(2, of: output)
        let node = try await ControlClient.connect(to: HostPort(host: "127.0.0.1", port: 24_102))
        kill(child.number, SIGKILL)
        #expect(child.wait() == .killed(SIGKILL))
        #expect(
            try await eventually {
                do {
                    _ = try await node.ask(["PING"])
                    return false
                } catch {
                    return true
                }
            })
    }

    @Test func `a port in use is told before anything is launched`() async throws {
        let other = try await NodeProcess("other", gossip: "127.0.0.1:23302")
        let outcome = try BuiltProgram.run(
            "up", "--nodes", "2", "--base-port", "23300", "--headless")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("127.0.0.1:23302, where n2 would listen, is in use"))
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.output.isEmpty)
        #expect(other.end() == .exited(0))
    }

    @Test func `a node that was killed from outside can be started again`() async throws {
        let processes = try LocalProcesses(
            .init(program: BuiltProgram.path, nodes: 1, basePort: 23_400))
        let node = try #require(processes.launched.first)
        guard case .refused = processes.restart(node, .kept) else {
            Issue.record("a node that runs was started again")
            return
        }
        kill(try #require(processes.numbers.first), SIGKILL)
        #expect(try await eventually { processes.restart(node, .kept) == .done })
        #expect(
            try await eventually {
                (try? await ControlClient.connect(to: processes.controls[0])) != nil
            })
        processes.endAll()
    }

    @Test func `a node that is stopped ends with the others, and one that does not heed is killed`()
        async throws
    {
        let folder = try ScratchFolder()
        let deaf = try folder.write(
            "#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 1; done\n", to: "deaf")
        chmod(deaf, 0o700)
        let stopped = try LocalProcesses(
            .init(program: BuiltProgram.path, nodes: 2, basePort: 23_600))
        for address in stopped.controls {
            #expect(
                try await eventually { (try? await ControlClient.connect(to: address)) != nil })
        }
        let numbers = stopped.numbers
        kill(numbers[0], SIGSTOP)
        stopped.endAll()
        var plan = LocalProcesses.Plan(program: deaf, nodes: 1, basePort: 23_650)
        plan.patience = .milliseconds(200)
        let deafened = try LocalProcesses(plan)
        let number = deafened.numbers[0]
        #expect(try await eventually { Self.ignoresTermination(number) })
        deafened.endAll()
        for number in numbers + [number] { #expect(kill(number, 0) == -1 && errno == ESRCH) }
    }

    @Test
    func `after a refused node the next has its name, and a key that kills kills whom it names`()
        async throws
    {
        let processes = try LocalProcesses(
            .init(program: BuiltProgram.path, nodes: 1, basePort: 23_700))
        var cluster = AttachedCluster(launched: processes)
        defer { cluster.detach() }
        let other = try await NodeProcess(
            "other", peers: [HostPort(host: "127.0.0.1", port: 23_701)], gossip: "127.0.0.1:23702")
        #expect(try await eventually { cluster.observe(.everything).totals.nodes == 2 })
        guard case .refused = cluster.outcome(of: .addNode) else {
            Issue.record("a node was added at a port in use")
            return
        }
        let killed = cluster.outcome(of: .kill(NodeID(1)))
        guard case .refused(let reason)? = killed else {
            Issue.record(
                "a node that was not launched here was killed: \(String(describing: killed))")
            return
        }
        #expect(reason.contains("other was not launched here"))
        #expect(other.end() == .exited(0))
        #expect(cluster.outcome(of: .addNode) == .added(NodeID(2)))
        #expect(processes.launched.map(\.name) == ["n1", "n2"])
        let numbers = processes.numbers
        #expect(cluster.outcome(of: .kill(NodeID(2))) == .done)
        #expect(processes.numbers == [numbers[0]])
        processes.endAll()
    }

    /// Whether a process has said that it does not heed TERM.
    private static func ignoresTermination(_ number: pid_t) -> Bool {
        let status = (try? String(contentsOfFile: "/proc/\(number)/status", encoding: .utf8)) ?? ""
        let ignored = status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") } ?? ""
        let mask = UInt64(ignored.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16)
        return (mask ?? 0) & 1 << (SIGTERM - 1) != 0
    }

    @Test func `who is no node is not waited for`() async throws {
        let node = try await NodeProcess("n1", options: ["--metrics", "127.0.0.1:23501"])
        for address in [node.gossip, HostPort(host: "127.0.0.1", port: 23_501)] {
            let outcome = try BuiltProgram.run("status", "\(address)")
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("no node answers at \(address)"))
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }
    }

    private func lines(_ count: Int, of path: String) async throws -> [Substring] {
        for _ in 0..<1_500 {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let lines = text.split(separator: "\n")
            if lines.count == count, text.last == "\n" { return lines }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw ControlError.closed
    }
}

extension Interest {
    /// All that a dashboard shows of a few nodes.
    static let everything = Interest(dots: 0..<100)
}

extension AttachedCluster {
    /// What comes of a command at once.
    mutating func outcome(of command: ClusterCommand) -> CommandOutcome.Result? {
        let ticket = perform(command)
        return outcomes.last { $0.ticket == ticket }?.result
    }
}
