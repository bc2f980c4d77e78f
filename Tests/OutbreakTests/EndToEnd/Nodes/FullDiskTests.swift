import EpidemicNode
import EpidemicWire
import Foundation
import Testing

@testable import outbreak

/// A real disk that is full, where the tests may mount one.
@Suite(.serialized, .enabled(if: SmallDisk.canBeMounted)) struct FullDiskTests {
    @Test func `a node lives through a full disk, and finds again what it acknowledged`()
        async throws
    {
        let disk = try await SmallDisk(megabytes: 12)
        let other = try await NodeProcess("n2")
        let node = try await start(on: disk, besides: [other])
        #expect(try await node.ask("SET", "a", "1") == .ok)
        try disk.fill(leaving: 3 << 20)
        var acknowledged = ["a"] + (try await write(to: node, "x"))
        #expect(acknowledged.count > 10)
        // Now the reserve goes, too, and others go on writing.
        try disk.fill(leaving: 0)
        let value = String(repeating: "o", count: 50_000)
        for number in 0..<60 { _ = try await other.ask("SET", "other-\(number)", value) }
        #expect(try await eventually { try await node.status("not stored") != "0" })
        #expect(try await node.ask("GET", "a") == .text("1"))
        guard case .error = try await node.ask("SET", "b", "1") else {
            Issue.record("a write is acknowledged on a full disk")
            return
        }
        try disk.empty()
        #expect(try await eventually { try await node.ask("SET", "c", "1") == .ok })
        #expect(try await eventually { try await agree([node, other]) })
        acknowledged += ["c"] + (0..<60).map { "other-\($0)" }
        node.kill()
        let again = try await start(on: disk, besides: [])
        #expect(
            try await again.client.ask(["EXISTS"] + acknowledged)
                == .integer(Int64(acknowledged.count)))
        #expect(again.end() == .exited(0))
    }

    private func start(
        on disk: SmallDisk, besides others: [NodeProcess]
    ) async throws -> NodeProcess {
        try await NodeProcess(
            "n1",
            options: others.flatMap { ["--peer", "\($0.gossip)"] } + [
                "--data", disk.path + "/data", "--disk-reserve", "1mb", "--anti-entropy-interval",
                "500ms",
            ], launcher: disk.launcher)
    }

    /// Writes until it is refused, and tells what was acknowledged.
    private func write(to node: NodeProcess, _ name: String) async throws -> [String] {
        let value = String(repeating: "v", count: 16_000)
        for number in 0..<2_000 {
            let answer = try await node.ask("SET", "\(name)-\(number)", value)
            guard answer == .ok else {
                #expect("\(answer)".contains("MISCONF"))
                return (0..<number).map { "\(name)-\($0)" }
            }
        }
        Issue.record("the disk is never full")
        return []
    }
}

/// A small file system of its own, which only those see who are started with `launcher`.
final class SmallDisk {
    let path: String
    private let holder: ChildProcess
    private let folder: ScratchFolder
    private let bytes: Int

    static var canBeMounted: Bool {
        guard geteuid() == 0,
            let child = try? ChildProcess(
                "/usr/bin/unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"],
                environment: ["PATH": "/usr/bin:/bin"], streams: .init())
        else { return false }
        return child.wait() == .exited(0)
    }

    init(megabytes: Int) async throws {
        folder = try ScratchFolder()
        path = folder.path + "/disk"
        bytes = megabytes << 20
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let steps = "mount -t tmpfs -o size=\(megabytes)m none '\(path)' && exec sleep 600"
        holder = try ChildProcess(
            "/usr/bin/unshare", ["-m", "sh", "-c", steps],
            environment: ["PATH": "/usr/bin:/bin"], streams: .init())
        guard try await eventually(within: 60, { try self.mounts().contains(path) }) else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    deinit {
        kill(holder.number, SIGKILL)
        _ = holder.wait()
    }

    /// What a node is started by to see it.
    var launcher: [String] { ["/usr/bin/nsenter", "-t", "\(holder.number)", "-m"] }

    /// Fills it but for so many bytes.
    func fill(leaving rest: Int) throws {
        var status = statvfs()
        guard statvfs(inside, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
        let free = Int(status.f_bavail) * Int(status.f_frsize)
        guard free > rest else { return }
        if !FileManager.default.fileExists(atPath: filler) {
            try Data().write(to: URL(fileURLWithPath: filler))
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: filler))
        try file.seekToEnd()
        // The node may write meanwhile; then there is less to fill.
        var left = free - rest
        while left > 0 {
            let piece = Data(repeating: 1, count: min(left, 4_096))
            guard (try? file.write(contentsOf: piece)) != nil else { break }
            left -= piece.count
        }
        try file.close()
    }

    func empty() throws { try FileManager.default.removeItem(atPath: filler) }

    private var inside: String { "/proc/\(holder.number)/root" + path }
    private var filler: String { inside + "/filler" }

    private func mounts() throws -> String {
        try String(contentsOfFile: "/proc/\(holder.number)/mounts", encoding: .utf8)
    }
}
