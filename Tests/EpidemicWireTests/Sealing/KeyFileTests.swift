import Epidemic
import EpidemicWire
import Testing

/// What a key file may look like, and what is said about one that does not.
@Suite struct KeyFileTests {
    private static let hexadecimal = String(repeating: "0aF9", count: 16)
    private static let zeros = String(repeating: "A", count: 43) + "="

    @Test func `hexadecimal and base64 lines are keys, the first one seals`() throws {
        let text = "# of the cluster\n\n  \(Self.hexadecimal)\t\r\n\(Self.zeros)\n"
        let ring = try Keyring(fileText: text)
        let bytes = (0..<32).map { UInt8($0 % 2 == 0 ? 0x0A : 0xF9) }
        #expect(ring.keys == [SealingKey(bytes), .of(0)])
        #expect(ring.sealing == SealingKey(bytes))
    }

    @Test func `base64 means the bytes that RFC 4648 says`() throws {
        let ring = try Keyring(fileText: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd+/8=")
        #expect(ring.keys == [SealingKey(Array(0...29) + [0xFB, 0xFF])])
    }

    private static let refusals: [(String, KeyFileError)] = [
        ("", .empty), ("# nothing\n\n", .empty), ("secret", .unreadable(line: 1)),
        ("\n\n" + hexadecimal.dropLast(), .unreadable(line: 3)),
        (String(hexadecimal.dropLast(2)), .length(line: 1, bytes: 31)),
        (zeros + zeros, .unreadable(line: 1)), ("AAAz", .length(line: 1, bytes: 3)),
        (String(repeating: "A", count: 42) + "B=", .unreadable(line: 1)),
        ("QUJDREVG!", .unreadable(line: 1)), ("QUJDREVGRw==", .length(line: 1, bytes: 7)),
        (zeros + "\n\n" + zeros, .repeated(line: 3, first: 1)),
        (zeros + "\n" + String(repeating: "00", count: 32), .repeated(line: 2, first: 1)),
    ]

    @Test(arguments: refusals)
    func `a bad file is refused by the number of its line`(text: String, error: KeyFileError) {
        #expect(throws: error) { try Keyring(fileText: text) }
        #expect(!error.description.contains("secret"))
    }

    @Test func `more keys than a keyring holds are refused`() {
        let lines = (10...26).map { String(repeating: "\($0)", count: 32) }
        #expect(throws: KeyFileError.tooMany(17)) {
            try Keyring(fileText: lines.joined(separator: "\n"))
        }
    }

    @Test(arguments: 0..<20)
    func `noise is a keyring or an error, never a crash`(seed: Int) {
        var chance = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<200 {
            let scalars = (0..<chance.below(90)).map { _ in
                Character(Unicode.Scalar(UInt8(chance.below(chance.below(3) == 0 ? 256 : 128))))
            }
            guard let ring = try? Keyring(fileText: String(scalars)) else { continue }
            #expect(ring.keys.count > 0)
        }
    }
}
