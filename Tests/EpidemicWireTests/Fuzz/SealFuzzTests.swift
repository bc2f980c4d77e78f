import Epidemic
import EpidemicWire
import Fuzzing
import Testing

/// Sealed frames of whoever can send, and key files of whoever can type.
@Suite struct SealFuzzTests {
    /// What n1 sealed, in the order of the counters.
    private static let sealed: [[UInt8]] = {
        var seal = GossipSeal("n1", keys: 1)
        return (0..<40).map { seal.seal(Array(repeating: UInt8($0), count: $0 * 7)) }
    }()

    @Test func `sealed frames open as they were sealed, or not at all`() {
        let frames = Set(Self.sealed)
        let target = FuzzTarget("sealed") { chance in
            Self.sealed[chance.below(Self.sealed.count)]
        } check: { bytes, _ in
            var receiver = GossipSeal("n2", keys: 1, 2)
            switch receiver.opened(bytes) {
            case .success: return frames.contains(bytes) ? nil : "a frame that nobody sealed opened"
            case .failure: return frames.contains(bytes) ? "what was sealed did not open" : nil
            }
        }
        #expect(target.fault() == nil)
    }

    @Test func `key files`() {
        let hexadecimal = String(repeating: "0f", count: 32)
        let base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
        let texts = [
            "# the key of today\n\(hexadecimal)\n\n\(base64)\n", hexadecimal, "  \(base64)\t\r\n",
            (1...9).map { String(repeating: "0\($0)", count: 32) }.joined(separator: "\n"),
        ]
        let target = FuzzTarget(
            "key-file", tokens: ["\n", "\r\n", "#", "=", "==", hexadecimal, base64, "/+"],
            texts: texts
        ) { text, _ in
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            do throws(KeyFileError) {
                let count = try Keyring(fileText: text).keys.count
                return (1...Limits.sealingKeysMax).contains(count) ? nil : "\(count) keys were read"
            } catch {
                switch error {
                case .empty, .tooMany: return nil
                case .unreadable(let line), .length(let line, _), .repeated(let line, _):
                    return (1...lines.count).contains(line) ? nil : "\(error): no such line"
                }
            }
        }
        #expect(target.fault() == nil)
    }
}
