import Epidemic
import EpidemicWire

/// What a packet travels in: sealed where there is a keyring, as it is where there is none.
final class Envelope {
    private var seal: GossipSeal?
    /// Why the last packet that did not get in did not.
    private(set) var lastRefusal: SealRefusal?

    /// - Parameter start: never the same for two processes of one name.
    init(_ name: ReplicaName, start: UInt64, keyring: Keyring?) {
        seal = keyring.map {
            GossipSeal(sender: SealedSender(name: name, start: start), keyring: $0)
        }
    }

    /// Whether only those who have a key get in.
    var isSealed: Bool { seal != nil }

    /// How many bytes more it makes of a packet.
    var overhead: Int { seal?.overhead ?? 0 }

    /// What did not get in, by name; empty where nothing is sealed.
    var refusals: [(name: String, count: UInt64)] {
        guard let seal else { return [] }
        return SealRefusal.allCases.map { ($0.name, seal.refusals[$0]) }
    }

    func close(_ packet: [UInt8]) -> [UInt8] { seal?.seal(packet) ?? packet }

    /// What came in a packet; nil when it did not get in, which is counted and never answered.
    func open(_ bytes: [UInt8]) -> Arrival? {
        guard seal != nil else { return Arrival(packet: bytes, stamp: nil, isFresh: true) }
        do throws(SealRefusal) {
            guard let opened = try seal?.open(bytes) else { return nil }
            return Arrival(packet: opened.text, stamp: opened.stamp, isFresh: opened.isFresh)
        } catch {
            lastRefusal = error
            return nil
        }
    }

    /// Takes a proof that the sender of an arrival speaks now.
    func accept(proof: ArraySlice<UInt8>, in arrival: Arrival) -> Bool {
        arrival.stamp.map { seal?.accept(proof: proof, in: $0) ?? false } ?? true
    }

    /// Other keys from now on; only where there were some.
    func change(to keyring: Keyring) { seal?.keyring = keyring }
}

/// What came out of an envelope.
struct Arrival {
    let packet: [UInt8]
    /// Which sealed frame it was; nil where nothing is sealed.
    let stamp: SealStamp?
    /// Whether it cannot be an old one sent again, as far as seals tell.
    let isFresh: Bool
}
