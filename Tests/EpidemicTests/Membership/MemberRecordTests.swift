import Testing

@testable import Epidemic

/// Which of two records is believed (SWIM, §4.2).
@Suite struct MemberRecordTests {
    private func record(_ state: MemberState, _ incarnation: UInt32, epoch: UInt64 = 1)
        -> MemberRecord
    {
        MemberRecord(
            id: ReplicaID(name: "n1", epoch: epoch), address: NodeAddress(slot: 1),
            incarnation: incarnation, state: state)
    }

    @Test func `of one incarnation the worse is believed`() {
        let states = MemberState.allCases
        for (place, worse) in states.enumerated() {
            for better in states[..<place] {
                #expect(record(worse, 3).overrides(record(better, 3)))
                #expect(!record(better, 3).overrides(record(worse, 3)))
            }
            #expect(!record(worse, 3).overrides(record(worse, 3)))
        }
    }

    @Test func `a later incarnation overrides whatever was said of an earlier one`() {
        for before in MemberState.allCases {
            for after in MemberState.allCases {
                #expect(record(after, 4).overrides(record(before, 3)))
                #expect(!record(before, 3).overrides(record(after, 4)))
            }
        }
    }

    @Test(arguments: [
        (NodeAddress(slot: 3), "@3"), (NodeAddress(ip4: 0x7F00_0001, port: 7000), "127.0.0.1:7000"),
        (NodeAddress(ip6: 1, port: 80), "[::1]:80"),
        (NodeAddress(ip6: 0, port: 80), "[::]:80"),
        (NodeAddress(ip6: 0x2001_0DB8 << 96, port: 80), "[2001:db8::]:80"),
        // RFC 5952, §4.2: one zero stays, and of two equal rows the first goes.
        (
            NodeAddress(ip6: 0x2001_0DB8_0000_0001_0001_0001_0001_0001, port: 1),
            "[2001:db8:0:1:1:1:1:1]:1"
        ),
        (
            NodeAddress(ip6: 0x2001_0DB8_0000_0000_0001_0000_0000_0001, port: 1),
            "[2001:db8::1:0:0:1]:1"
        ),
        (
            NodeAddress(ip6: 0x2001_0000_0000_0001_0000_0000_0000_0001, port: 1),
            "[2001:0:0:1::1]:1"
        ),
    ])
    func `an address is written as people write it`(address: NodeAddress, text: String) {
        #expect(address.description == text)
    }
}

/// The slots of addresses.
@Suite struct AddressBookTests {
    @Test func `an address keeps its slot, and a slot its address`() {
        var book = AddressBook()
        let addresses = (0..<100).map { NodeAddress(ip4: $0, port: 7000) }
        let peers = addresses.map { book.peer(at: $0) { _ in true } }
        #expect(Set(peers.compactMap { $0 }).count == 100)
        #expect(addresses.map { book.peer(at: $0) { _ in true } } == peers)
        #expect(peers.map { $0.flatMap { book[$0] } } == addresses)
        #expect(book[Peer(100)] == nil)
    }

    @Test func `a full book gives up whom nobody counts on, and nobody else`() throws {
        var book = AddressBook()
        for slot in 0..<UInt32(Limits.addressesMax) {
            _ = book.peer(at: NodeAddress(ip4: slot, port: 1)) { _ in true }
        }
        let strange = NodeAddress(ip4: 1, port: 2)
        let refused = book.peer(at: strange) { _ in true }
        #expect(refused == nil)
        let given = book.peer(at: strange) { $0.slot != 77 }
        #expect(given == Peer(77))
        #expect(book[Peer(77)] == strange)
        let again = book.peer(at: NodeAddress(ip4: 77, port: 1)) { $0.slot != 78 }
        #expect(again == Peer(78), "the one that was given up is met anew")
    }
}
