import EpidemicWire
import NIOCore
import NIOEmbedded
import Testing

@testable import EpidemicNode

/// A client at the control port of a node.
@Suite struct ControlClientTests {
    private let held = HeldExecutor()

    /// A client that has said its first words within a limit, and has not heard the answer.
    private func introduce(
        within limit: TimeAmount
    ) async throws -> (NIOAsyncTestingChannel, Task<Void, any Error>) {
        let channel = NIOAsyncTestingChannel()
        let loop = channel.testingEventLoop
        let questions = try await loop.executeInContext {
            let questions = Questions(news: { _ in })
            try channel.pipeline.syncOperations.addHandler(questions)
            return NIOLoopBound(questions, eventLoop: loop)
        }
        let address = HostPort(host: "127.0.0.1", port: 7000)
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 7000))
        let client = ControlClient(channel, questions)
        let introduced = Task(executorPreference: held) {
            try await client.introduce(nil, to: address, within: limit)
        }
        held.run()
        _ = try await channel.waitForOutboundWrite(as: ByteBuffer.self)
        return (channel, introduced)
    }

    @Test func `who was answered in time may hear of it late`() async throws {
        let (channel, introduced) = try await introduce(within: .seconds(2))
        try await channel.writeInbound(ByteBuffer(string: "%0\r\n"))
        await channel.testingEventLoop.advanceTime(by: .seconds(3))
        held.run()
        try await introduced.value
        #expect(channel.isActive)
    }

    @Test func `who is not answered in time is told so`() async throws {
        let (channel, introduced) = try await introduce(within: .seconds(2))
        await channel.testingEventLoop.advanceTime(by: .seconds(3))
        held.run()
        await #expect(throws: ControlError.self) { try await introduced.value }
        #expect(!channel.isActive)
    }
}
