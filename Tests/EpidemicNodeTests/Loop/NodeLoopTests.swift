import NIOCore
import NIOPosix
import Testing

@testable import EpidemicNode

/// The order in which a node closes: sockets, then its thread, and nothing after.
@Suite struct NodeLoopTests {
    @Test func `what comes after the thread has ended is let go of`() async throws {
        let loop = NodeLoop()
        #expect(try await loop.submit { 1 }.get() == 1)
        await loop.close()
        #expect(!loop.execute { Issue.record("there is no thread to do this on") })
        await #expect(throws: NodeLoop.Closed.self) { try await loop.submit { 1 }.get() }
        await loop.close()
    }

    @Test func `all sockets are closed when that is told, one that came meanwhile too`()
        async throws
    {
        let loop = NodeLoop()
        let channels = try await loop.submit { [events = loop.events] in
            NIOLoopBound(OpenChannels(), eventLoop: events)
        }.get()
        let server = try await ServerBootstrap(group: loop.events)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { channels.value.add(channel) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let late = try await ServerBootstrap(group: loop.events)
            .bind(host: "127.0.0.1", port: 0).get()
        await withCheckedContinuation { continuation in
            loop.execute {
                channels.value.closeAll { continuation.resume() }
                channels.value.add(late)
            }
        }
        try await late.closeFuture.get()
        #expect(!server.isActive)
        #expect(try await loop.submit { channels.value.count }.get() == 0)
        await loop.close()
    }

    @Test func `a node can be asked to end twice, and after its end`() async throws {
        let test = try await TestNode.start()
        test.node.stop()
        test.node.stop()
        _ = await test.node.untilEnded()
        test.node.stop()
        _ = await test.node.untilEnded()
    }
}
