import Testing

@testable import EpidemicNode

/// Addresses as people write them.
@Suite struct HostPortTests {
    @Test(arguments: [
        ("127.0.0.1:7001", "127.0.0.1", 7001), ("n2.example.org:0", "n2.example.org", 0),
        ("[::1]:65535", "::1", 65_535), ("münchen.example:1", "münchen.example", 1),
    ])
    func `an address is a host and a port`(text: String, host: String, port: UInt16) throws {
        let address = try #require(HostPort(text))
        #expect(address.host == host && address.port == port)
        #expect("\(address)" == text)
    }

    @Test(arguments: [
        ("localhost", true), ("127.0.0.1", true), ("127.8.7.6", true), ("::1", true),
        ("0:0::1", true), ("::ffff:127.0.0.1", true), ("127.example.org", false),
        ("10.0.0.1", false), ("0.0.0.0", false), ("::", false), ("::ffff:10.0.0.1", false),
    ])
    func `loopback is what only this machine can reach`(host: String, isLoopback: Bool) {
        #expect(HostPort(host: host, port: 1).isLoopback == isLoopback)
    }

    @Test(arguments: [
        "", ":", ":7001", "localhost", "localhost:", "localhost:65536", "localhost:-1", "::1:7001",
        "a b:1", "a\u{a0}b:1", "a\nb:1", "a:\u{301}1", "[]:1", "localhost:7001 ",
    ])
    func `what is none is refused`(text: String) { #expect(HostPort(text) == nil) }
}
