import EpidemicWire
import Foundation
import Testing

@testable import EpidemicNode

/// What a node tells monitors of itself over HTTP.
@Suite(.timeLimit(.minutes(10))) struct MetricsTests {
    private func start(data: String? = nil) async throws -> TestNode {
        try await TestNode.start(data: data) { $0.metrics = HostPort(host: "127.0.0.1", port: 0) }
    }

    private func get(
        _ path: String, of node: TestNode, by method: String = "GET"
    ) throws -> (status: String, body: String) {
        let client = try RawStream(to: node.node.metrics!)
        client.say("\(method) \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
        let parts = client.hearToEnd().split(separator: "\r\n\r\n", maxSplits: 1)
        return (
            String(parts.first?.prefix { $0 != "\r\n" } ?? ""),
            parts.dropFirst().first.map(String.init) ?? ""
        )
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/promtool")))
    func `promtool has nothing to say against the metrics`() async throws {
        let folder = try ScratchDirectory()
        let node = try await start(data: folder.path("data"))
        _ = try await node.ask("SET", "a", "1")
        _ = try await node.ask("GET", "a")
        let metrics = try get("/metrics", of: node).body
        let file = folder.path("metrics.txt")
        try metrics.write(toFile: file, atomically: true, encoding: .utf8)
        let check = Process()
        check.executableURL = URL(fileURLWithPath: "/bin/sh")
        check.arguments = ["-c", "/usr/bin/promtool check metrics < '\(file)' 2>&1"]
        let output = Pipe()
        check.standardOutput = output
        try check.run()
        let said = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        check.waitUntilExit()
        #expect(check.terminationStatus == 0 && said.isEmpty, "\(said)")
        await node.stop()
    }

    @Test func `HEAD is answered like GET, without what it is about; another word is not`()
        async throws
    {
        let node = try await start()
        for path in ["/live", "/ready", "/metrics", "/nowhere"] {
            let (asked, head) = (
                try get(path, of: node), try get(path, of: node, by: "HEAD")
            )
            #expect(head.status == asked.status)
            #expect(head.body.isEmpty && !asked.body.isEmpty)
        }
        #expect(try get("/metrics", of: node, by: "PUT").status.contains("405"))
        await node.stop()
    }

    @Test func `the metrics tell of root, members, clients, commands, disk, process and build`()
        async throws
    {
        let folder = try ScratchDirectory()
        let node = try await start(data: folder.path("data"))
        _ = try await node.ask("SET", "a", "1")
        _ = try await node.ask("NONSENSE")
        let metrics = try get("/metrics", of: node).body
        let root = try await node.node.onLoop { $0.replica.root().bits & (1 << 52 - 1) }.get()
        for line in [
            "outbreak_root_fingerprint \(root)", "outbreak_members{state=\"dead\"} 0",
            "outbreak_clients{kind=\"normal\"} 1", "outbreak_clients_accepted_total 1",
            "outbreak_command_duration_seconds_count{command=\"set\"} 1",
            "outbreak_command_duration_seconds_bucket{command=\"set\",le=\"+Inf\"} 1",
            "outbreak_command_failures_total 1", "outbreak_disk_commit_duration_seconds_count 1",
            "outbreak_build_info{version=\"\(ProgramVersion.text)\"} 1", "outbreak_ready 1",
        ] {
            #expect(metrics.contains("\n\(line)\n"), "\(line)")
        }
        for name in [
            "outbreak_disk_size_bytes{file=\"database\"}", "outbreak_disk_free_bytes",
            "process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds",
            "process_start_time_seconds", "process_max_fds",
        ] {
            let value = metrics.split(separator: "\n").first { $0.hasPrefix(name + " ") }?
                .split(separator: " ").last.flatMap { Double($0) }
            #expect((value ?? 0) > 0 || name == "process_cpu_seconds_total", "\(name)")
        }
        let begun = metrics.split(separator: "\n").first { $0.hasPrefix("process_start_time") }
        let seconds = try #require(begun?.split(separator: " ").last.flatMap { Double($0) })
        #expect(abs(seconds - Date().timeIntervalSince1970) < 24 * 3_600)
        await node.stop()
    }

    @Test func `whether it lives and is ready is told by what is so`() async throws {
        let folder = try ScratchDirectory()
        let node = try await start(data: folder.path("data"))
        #expect(try get("/live", of: node).status.contains("200"))
        #expect(try get("/ready", of: node).status.contains("200"))
        #expect(try await node.ask("OUTBREAK", "OFFLINE") == .ok)
        #expect(try get("/live", of: node).status.contains("200"))
        let offline = try get("/ready", of: node)
        #expect(
            offline.status.contains("503") && offline.body.contains("mode: the node is offline"))
        #expect(try await node.ask("OUTBREAK", "ONLINE") == .ok)
        try FileManager.default.moveItem(
            atPath: folder.path("data"), toPath: folder.path("away"))
        let lost = try get("/live", of: node)
        #expect(lost.status.contains("503") && lost.body.contains("data: it cannot be written"))
        #expect(try get("/elsewhere", of: node).status.contains("404"))
        await node.stop()
    }

    @Test func `a node that refuses writes lives, is not ready, and says why`() async throws {
        let folder = try ScratchDirectory()
        let node = try await TestNode.start(data: folder.path("data")) {
            $0.metrics = HostPort(host: "127.0.0.1", port: 0)
            $0.maxMemory = 1
            $0.diskReserve = 1 << 20
        }
        #expect(try get("/metrics", of: node).body.contains("outbreak_ready 1\n"))
        _ = try await node.ask("SET", "a", "1")
        let full = try get("/ready", of: node)
        #expect(
            full.status.contains("503") && full.body.contains("writes: refused: the table takes"))
        #expect(try get("/live", of: node).status.contains("200"))
        let metrics = try get("/metrics", of: node).body
        for line in [
            "outbreak_ready 0", "outbreak_writes_refused{reason=\"memory\"} 1",
            "outbreak_writes_refused{reason=\"disk\"} 0",
            "outbreak_writes_refused{reason=\"arriving\"} 0",
        ] {
            #expect(metrics.contains("\n\(line)\n"), "\(line)")
        }
        let (lives, writes, halt) = try await node.node.onLoop { driver in
            _ = driver.durability.note(freeBytes: 1)
            return (
                driver.liveness.isWell, driver.readiness.checks.last?.trouble,
                driver.status().halt?.name
            )
        }.get()
        #expect(lives && halt == .disk)
        #expect(writes?.contains("only 1 bytes are free") == true)
        let leaving = try await node.node.onLoop { driver in
            driver.leave(within: .seconds(60)) { _ in }
            return (driver.readiness.isWell, driver.status().halt?.name)
        }.get()
        #expect(!leaving.0 && leaving.1 == .leaving)
        await node.stop()
    }
}
