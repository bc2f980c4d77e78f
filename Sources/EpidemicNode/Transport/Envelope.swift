import Epidemic
import EpidemicWire

/// What a packet travels in: sealed where there is a keyring, as it is where there is none.
final class Envelope {
    private var seal: GossipSeal?

    /// - Parameter start: never the same for two processes of one name.
    init(_ name: ReplicaName, start: UInt64, keyring: Keyring?) {
        seal = keyring.map {
            GossipSeal(sender: SealedSender(name: name, start: start), keyring: $0)
        }
    }

    /// How many bytes more it makes of a packet.
    var overhead: Int { seal?.overhead ?? 0 }

    /// What did not get in, by name; empty where nothing is sealed.
    var refusals: [(name: String, count: UInt64)] {
        guard let seal else { return [] }
        return SealRefusal.allCases.map { ($0.name, seal.refusals[$0]) }
    }

    func close(_ packet: [UInt8]) -> [UInt8] { seal?.seal(packet) ?? packet }

    /// The packet; nil when it did not get in, which is counted and never answered.
    func open(_ bytes: [UInt8]) -> [UInt8]? { seal == nil ? bytes : try? seal?.open(bytes) }

    /// Other keys from now on; only where there were some.
    func change(to keyring: Keyring) { seal?.keyring = keyring }
}
