import NIOCore
import NIOPosix
import Testing

@testable import EpidemicNode

/// The two sockets of a node, which have one port.
@Suite struct GossipSocketsTests {
    private let loop = MultiThreadedEventLoopGroup.singleton.next()

    private func bind(_ port: UInt16 = 0) async throws -> GossipSockets {
        let arrivals = try await loop.submit {
            NIOLoopBound(GossipArrivals(), eventLoop: loop)
        }.get()
        return try await GossipSockets.bind(
            HostPort(host: "127.0.0.1", port: port), loop: loop, arrivals: arrivals)
    }

    @Test func `a port that the system chooses is one that both sockets can have`() async throws {
        let others = try await withThrowingTaskGroup(of: (any Channel).self) { group in
            for _ in 0..<300 {
                group.addTask {
                    try await ServerBootstrap(group: loop).bind(host: "127.0.0.1", port: 0).get()
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for _ in 0..<300 {
            let sockets = try await bind()
            #expect(sockets.address?.port == sockets.streams.localAddress?.port)
            try await sockets.datagrams.close()
            try await sockets.streams.close()
        }
        for other in others { try await other.close() }
    }

    @Test func `a port that is taken is told`() async throws {
        let sockets = try await bind()
        let port = UInt16(sockets.address?.port ?? 0)
        let told = await #expect(throws: NodeError.self) { try await bind(port) }
        #expect("\(try #require(told))".contains("127.0.0.1:\(port)"))
        try await sockets.datagrams.close()
        try await sockets.streams.close()
    }
}
