import NIOCore
import Testing

@testable import EpidemicNode

/// Who has to go when streams take up too much.
@Suite struct StreamLedgerTests {
    private func moment(_ seconds: Int64) -> NIODeadline {
        .uptimeNanoseconds(0) + .seconds(seconds)
    }

    @Test func `whoever says nothing loses the oldest of its streams to each newcomer`() {
        var ledger = StreamLedger(countMax: 4)
        for place in 0..<4 {
            #expect(ledger.open(from: "10.0.0.\(place)", now: moment(0)).outgoing.isEmpty)
        }
        #expect(ledger.open(from: "10.0.1.1", now: moment(1)).outgoing == [1])
        #expect(ledger.open(from: "10.0.1.2", now: moment(2)).outgoing == [2])
        #expect(ledger.count == 4)
    }

    @Test func `one that has shown who it is stays while there are strangers`() {
        var ledger = StreamLedger(countMax: 4)
        for _ in 0..<4 { _ = ledger.open(from: "10.0.0.1", now: moment(0)) }
        for id in 1...3 { ledger.prove(id) }
        #expect(ledger.open(from: "10.0.0.2", now: moment(1)).outgoing == [4])
        ledger.prove(5)
        _ = ledger.hold(0, of: 1, now: moment(2))
        #expect(ledger.open(from: "10.0.0.3", now: moment(3)).outgoing == [2])
    }

    @Test func `one host's strangers cost no other host a stream`() {
        var ledger = StreamLedger()
        let genuine = ledger.open(from: "10.0.0.2", now: moment(0)).id
        for _ in 0..<2_000 { _ = ledger.open(from: "10.0.0.1", now: moment(1)) }
        #expect(ledger.count == TransportLimits.strangersPerHostMax + 1)
        #expect(ledger.isStranger(genuine))
    }

    @Test func `strangers may send small packets only`() {
        var ledger = StreamLedger()
        let id = ledger.open(from: "10.0.0.1", now: moment(0)).id
        #expect(ledger.frameBytesMax(of: id) == TransportLimits.strangerFrameBytesMax)
        #expect(
            TransportLimits.strangerFrameBytesMax >= TransportLimits.packetBytesTarget + 512)
        ledger.prove(id)
        #expect(ledger.frameBytesMax(of: id) == TransportLimits.packetBytesMax)
    }

    @Test(arguments: [false, true])
    func `what is held stays bounded, and whoever goes on sending keeps its place`(
        isProven: Bool
    ) {
        var ledger = StreamLedger()
        var attackers: [Int] = []
        for place in 0..<300 {
            let id = ledger.open(from: "10.0.\(place / 30).1", now: moment(0)).id
            if isProven { ledger.prove(id) }
            attackers.append(id)
        }
        let genuine = ledger.open(from: "10.1.0.1", now: moment(0)).id
        ledger.prove(genuine)
        let bound =
            isProven ? TransportLimits.heldFrameBytesMax : TransportLimits.strangerBytesMax * 2
        for step in 0..<8 {
            for id in attackers { _ = ledger.hold((step + 1) << 20, of: id, now: moment(1)) }
            let outgoing = ledger.hold((step + 1) << 20, of: genuine, now: moment(2))
            #expect(!outgoing.contains(genuine))
            #expect(ledger.heldBytes <= bound)
        }
        #expect(!ledger.isStranger(genuine) && ledger.frameBytesMax(of: genuine) > 8 << 20)
    }

    @Test func `one host holds its share, however many streams it has proven`() {
        var ledger = StreamLedger()
        for _ in 0..<100 {
            let id = ledger.open(from: "10.0.0.1", now: moment(0)).id
            ledger.prove(id)
            _ = ledger.hold(8 << 20, of: id, now: moment(0))
        }
        #expect(ledger.heldBytes <= TransportLimits.hostBytesMax)
    }

    @Test func `time is up for strangers, for packets that stand still, and for the silent`() {
        var ledger = StreamLedger()
        let ids = (0..<4).map { _ in ledger.open(from: "10.0.0.1", now: moment(0)).id }
        for id in ids.dropFirst() { ledger.prove(id) }
        _ = ledger.hold(1, of: ids[1], now: moment(0))
        #expect(ledger.sweep(now: moment(9)) == [])
        _ = ledger.hold(1, of: ids[0], now: moment(9))
        _ = ledger.hold(2, of: ids[2], now: moment(9))
        #expect(ledger.sweep(now: moment(10)) == [ids[0], ids[1]])
        #expect(ledger.sweep(now: moment(20)) == [ids[2]])
        #expect(ledger.sweep(now: moment(299)) == [])
        #expect(ledger.sweep(now: moment(300)) == [ids[3]])
        #expect(ledger.count == 0 && ledger.heldBytes == 0)
    }

    @Test func `descriptors suffice for every kind of connection`() {
        for descriptors in [256, 1_024, 4_096, 65_536, 1 << 20] {
            let budget = ConnectionBudget(descriptors: descriptors)
            #expect(budget.clients + budget.streams + budget.requests + 64 <= descriptors)
        }
        #expect(
            ConnectionBudget(descriptors: 65_536).clients == TransportLimits.clientsMax)
    }
}
