import Epidemic

/// Who seals: a name, and one start of the process that bears it.
public struct SealedSender: Hashable, Sendable {
    public let name: ReplicaName
    /// Never used twice under the name. The counter begins anew with it, and a nonce that came twice
    /// under one key would give messages away; so this is the epoch of the process, not of its data.
    public let start: UInt64

    public init(name: ReplicaName, start: UInt64) {
        self.name = name
        self.start = start
    }
}

/// What stands readable in front of a sealed text, and is sealed against change with it: a magic byte,
/// a version byte, the key's fingerprint, the length and bytes of the sender's name, its start and its
/// counter, each number with its most significant byte first.
struct SealedHeader {
    let key: KeyFingerprint
    let sender: SealedSender
    let counter: UInt64

    static let magic: UInt8 = 0xEC
    static let version: UInt8 = 1
    /// Everything but the name.
    static let fixedBytes = 23

    init(key: KeyFingerprint, sender: SealedSender, counter: UInt64) {
        self.key = key
        self.sender = sender
        self.counter = counter
    }

    func write(to frame: inout [UInt8]) {
        frame.append(Self.magic)
        frame.append(Self.version)
        frame.append(bigEndian: key.bits)
        frame.append(UInt8(sender.name.text.utf8.count))
        frame.append(contentsOf: sender.name.text.utf8)
        frame.append(bigEndian: sender.start)
        frame.append(bigEndian: counter)
    }

    /// The header of a frame, and where the sealed text begins.
    static func read(
        _ frame: ArraySlice<UInt8>
    ) throws(SealRefusal) -> (header: SealedHeader, end: Int) {
        guard frame.first == magic else { throw .unsealed }
        let bytes = frame.dropFirst()
        guard bytes.first == version else { throw .unknownVersion }
        guard frame.count >= fixedBytes else { throw .malformed }
        let nameBegin = frame.startIndex + 7
        let nameEnd = nameBegin + Int(frame[nameBegin - 1])
        guard nameEnd + 16 <= frame.endIndex,
            let name = ReplicaName(String(decoding: frame[nameBegin..<nameEnd], as: UTF8.self))
        else { throw .malformed }
        let header = SealedHeader(
            key: KeyFingerprint(bits: frame[(nameBegin - 5)...].bigEndian()),
            sender: SealedSender(name: name, start: frame[nameEnd...].bigEndian()),
            counter: frame[(nameEnd + 8)...].bigEndian())
        return (header, nameEnd + 16)
    }
}

extension [UInt8] {
    fileprivate mutating func append<Number: FixedWidthInteger>(bigEndian number: Number) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}

extension ArraySlice<UInt8> {
    /// The number that begins here.
    fileprivate func bigEndian<Number: FixedWidthInteger & UnsignedInteger>() -> Number {
        prefix(Number.bitWidth / 8).reduce(0) { $0 << 8 | Number($1) }
    }
}
