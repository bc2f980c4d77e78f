import EpidemicWire
import Testing

@testable import EpidemicNode

/// What a browser says on behalf of a web page.
@Suite(.timeLimit(.minutes(10))) struct WebRequestTests {
    @Test(arguments: [
        "POST / HTTP/1.1\r\nHost: 127.0.0.1:8001\r\nContent-Length: 9\r\n\r\nSET k bad\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:8001\r\n\r\nSET k bad\r\n",
        "PUT /SET HTTP/1.1\r\nhost: x\r\nSET k bad\r\n",
        "*2\r\n$4\r\npOsT\r\n$1\r\n/\r\nSET k bad\r\n",
    ])
    func `a page's request ends the connection, and nothing after it is carried out`(
        request: String
    ) async throws {
        let node = try await TestNode.start()
        let page = try RawStream(to: node.node.control!)
        page.say(request)
        #expect(!page.hearToEnd().contains("OK"))
        #expect(try await node.ask("EXISTS", "k") == .integer(0))
        #expect(try await node.node.onLoop { $0.drops[.webRequest] }.get() == 1)
        await node.stop()
    }

    @Test func `a page is cut off where there is a password, too`() async throws {
        let node = try await TestNode.startProtected(password: "open sesame")
        let page = try RawStream(to: node.control!)
        page.say("POST / HTTP/1.1\r\nAUTH 'open sesame'\r\nSET k bad\r\n")
        #expect(page.hearToEnd() == "")
        node.stop()
        _ = await node.untilEnded()
    }
}
