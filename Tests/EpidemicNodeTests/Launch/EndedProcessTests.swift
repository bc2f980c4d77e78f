import ClusterObservation
import Foundation
import Testing

@testable import EpidemicNode

/// Processes that end by themselves: what is told of it.
@Suite struct EndedProcessTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    /// A program in place of a node, and nodes that ran it and have ended.
    private func ended(_ text: String, nodes: Int = 1) throws -> LocalProcesses {
        let program = scratch.path("program")
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(fileURLWithPath: program))
        chmod(program, 0o700)
        let processes = try LocalProcesses(
            .init(program: program, nodes: nodes, basePort: TestNode.quietPort))
        for number in processes.numbers {
            var information = siginfo_t()
            waitid(P_PID, id_t(number), &information, WEXITED | WNOWAIT)
        }
        return processes
    }

    @Test(arguments: [
        ("echo 'outbreak: no room'>&2; exit 7", "with status 7: outbreak: no room"),
        ("kill -9 $$", "by signal 9, Killed"), ("exit 0", "with status 0"),
        ("printf 'a\\n\\033[2Jb\\n' >&2; exit 1", #"with status 1: \x1b[2Jb"#),
    ])
    func `how a process ended is told once, and why as far as it told`(
        text: String, reason: String
    ) throws {
        let processes = try ended(text, nodes: 2)
        #expect(processes.takeEnded().map(\.reason) == [reason, reason])
        #expect(processes.takeEnded() == [] && processes.numbers == [])
    }

    @Test func `who turns out to have ended when it is to be killed is told of, too`() throws {
        let processes = try ended("exit 3", nodes: 2)
        _ = processes.kill(processes.launched[0])
        #expect(processes.takeEnded().map(\.name) == ["n1", "n2"])
    }

    @Test func `of what a trap leaves behind its message is told`() {
        let text = """
            node n1 is ready
            outbreak/File.swift:3: Fatal error: a reason

            *** Program crashed: System trap ***
            """
        #expect(
            LastWords.reason(in: Array(text.utf8)) == "outbreak/File.swift:3: Fatal error: a reason"
        )
        #expect(LastWords.reason(in: Array("one\n\n".utf8)) == "one")
        #expect(LastWords.reason(in: []) == nil)
    }

    @Test func `the dashboard is told of it, at the node`() throws {
        var cluster = AttachedCluster(launched: try ended("exit 4"))
        cluster.takeArrivals()
        let deaths = cluster.trace.filter { $0.kind == .died(.ended("with status 4")) }
        #expect(deaths.map(\.node) == [NodeID(0)])
        cluster.detach()
    }
}
