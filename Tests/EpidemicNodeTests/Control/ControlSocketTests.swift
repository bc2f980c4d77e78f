import EpidemicWire
import Foundation
import Testing

@testable import EpidemicNode

/// Clients that come by way of the file system.
@Suite(.timeLimit(.minutes(10))) struct ControlSocketTests {
    private func start(at path: String) async throws -> TestNode {
        try await TestNode.start { $0.control = HostPort(control: path) }
    }

    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `a node answers at a path that only its user can open, and leaves nothing there`()
        async throws
    {
        let folder = try ScratchDirectory()
        let path = folder.path("control")
        let node = try await start(at: path)
        #expect(node.node.control?.description == "unix:\(path)")
        #expect(try await node.ask("SET", "a", "1") == .ok)
        #expect(try mode(of: path) == 0o600)
        #expect(try await node.ask("CLIENT", "INFO").word?.contains("addr=\(path):0") == true)
        let survey = await NodeSurvey.of([HostPort(control: "unix:\(path)")!], password: nil)
        #expect(survey.places[0].life?.id.name == "n1")
        await node.stop()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a path is taken over from who is gone, and from nobody else`() async throws {
        let folder = try ScratchDirectory()
        let path = folder.path("control")
        let first = try await start(at: path)
        await #expect(throws: NodeError.self) { try await start(at: path) }
        #expect(try await first.ask("PING") == .simple("PONG"))
        await first.stop()
        try leaveSocket(at: path)
        let second = try await start(at: path)
        #expect(try await second.ask("PING") == .simple("PONG"))
        await second.stop()
        try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
        await #expect(throws: NodeError.self) { try await start(at: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    }

    @Test func `addresses of both kinds are read and written`() {
        #expect(HostPort(control: "unix:run/x")?.unixPath == "run/x")
        #expect(HostPort(control: "/run/x")?.description == "unix:/run/x")
        #expect(HostPort(control: "127.0.0.1:1")?.unixPath == nil)
        #expect(HostPort(control: "unix:7001") == HostPort(unix: "7001"))
        let long = "/" + String(repeating: "x", count: 107)
        for text in ["unix:", "/a\u{1B}", long, "nothing"] {
            #expect(HostPort(control: text) == nil)
        }
    }

    /// What a process that was killed leaves: a socket that nobody listens at.
    private func leaveSocket(at path: String) throws {
        let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(file) }
        var place = sockaddr_un()
        place.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let outcome = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(outcome == 0)
    }
}
