import Epidemic
import EpidemicWire

extension SealingKey {
    /// A key that is all one byte.
    static func of(_ byte: UInt8) -> SealingKey {
        SealingKey(Array(repeating: byte, count: SealingKey.byteCount))!
    }
}

extension GossipSeal {
    /// The seal of a node whose keys are each all one byte.
    init(_ name: ReplicaName, start: UInt64 = 1, keys: UInt8...) {
        self.init(
            sender: SealedSender(name: name, start: start),
            keyring: try! Keyring(keys.map { .of($0) }))
    }

    /// What opening a frame gives.
    mutating func opened(_ frame: [UInt8]) -> Result<[UInt8], SealRefusal> {
        Result { () throws(SealRefusal) in try open(frame).text }
    }
}
