import Epidemic
import EpidemicWire
import NIOCore
import Testing

@testable import EpidemicNode

/// What stands behind a peer when it speaks from elsewhere than before.
@Suite struct AddressBookTests {
    private let given = HostPort(host: "10.0.0.2", port: 7000)

    private func address(_ text: String) throws -> SocketAddress {
        try SocketAddress(ipAddress: text, port: 7000)
    }

    private func book() throws -> AddressBook {
        var book = AddressBook(peers: [given])
        book.resolve(given, to: [try address("10.0.0.2")], now: .zero)
        return book
    }

    /// Lets a node called n2 speak from an address.
    private func hear(
        from text: String, at second: Int64, _ book: inout AddressBook
    ) throws {
        let now = Instant.zero + .seconds(second)
        let sender = Packet.Sender(
            cluster: ClusterIdentity("c"), id: .init(name: "n2", epoch: 1), port: 7000, process: 1)
        let peer = try #require(book.peer(of: "n2", at: try address(text), now: now)).peer
        _ = book.note(sender, as: peer, now: now)
    }

    @Test func `a peer that moved is reached where it speaks from now`() throws {
        var book = try book()
        try hear(from: "10.0.0.2", at: 0, &book)
        try hear(from: "10.0.0.22", at: 1, &book)
        #expect(book.contacts.map { $0.address?.ipAddress } == ["10.0.0.22"])
        try hear(from: "10.0.0.2", at: 2, &book)
        #expect(book.contacts.map { $0.address?.ipAddress } == ["10.0.0.2"])
    }

    @Test func `one that never spoke from where it is configured is reached there all the same`()
        throws
    {
        var book = try book()
        // It answers a greeting, and so is known by name, from behind an address of its network.
        let sender = Packet.Sender(
            cluster: ClusterIdentity("c"), id: .init(name: "n2", epoch: 1), port: 7000, process: 1)
        _ = book.note(sender, as: Peer(0), now: .zero)
        for source in ["172.17.0.1", "172.17.0.3"] { try hear(from: source, at: 0, &book) }
        #expect(book.contacts.map { $0.address?.ipAddress } == ["10.0.0.2"])
    }

    @Test func `whoever takes over the address of one that moved is another peer`() throws {
        var book = try book()
        try hear(from: "10.0.0.2", at: 0, &book)
        try hear(from: "10.0.0.22", at: 1, &book)
        let other = try #require(
            book.peer(of: "n3", at: try address("10.0.0.2"), now: .zero + .seconds(1))
        ).peer
        #expect(other != book.peer(named: "n2"))
    }

    @Test func `two that speak at once under one name have each its place`() throws {
        var book = try book()
        for second in Int64(0)..<3 {
            try hear(from: "10.0.0.2", at: second, &book)
            try hear(from: "10.0.0.22", at: second, &book)
        }
        #expect(book.contacts.map { $0.address?.ipAddress } == ["10.0.0.2", "10.0.0.22"])
        #expect(book.peers(now: .zero + .seconds(3)).count == 2)
    }
}
