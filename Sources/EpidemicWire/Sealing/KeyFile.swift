import Epidemic

extension Keyring {
    /// Reads the text of a key file.
    ///
    /// Each line holds one key of 32 bytes, as 64 hexadecimal digits or in base64 (44 characters); the
    /// first one seals. Blank lines and lines that begin with `#` say nothing.
    ///
    /// - Throws: `KeyFileError`, which names the line and never what stands in it.
    public init(fileText text: String) throws(KeyFileError) {
        var keys: [SealingKey] = []
        var lines: [KeyFingerprint: Int] = [:]
        for (place, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        )
        .enumerated() {
            let word = line.trimmed
            guard !word.isEmpty, word.first != UInt8(ascii: "#") else { continue }
            let key = try SealingKey(word: word, line: place + 1)
            if let first = lines[key.fingerprint] {
                throw .repeated(line: place + 1, first: first)
            }
            lines[key.fingerprint] = place + 1
            keys.append(key)
        }
        guard !keys.isEmpty else { throw .empty }
        do throws(KeyringError) {
            try self.init(keys)
        } catch {
            throw .tooMany(keys.count)
        }
    }
}

/// Why a text is no key file.
public enum KeyFileError: Error, Hashable, Sendable {
    case empty
    case tooMany(Int)
    /// Neither hexadecimal nor base64.
    case unreadable(line: Int)
    /// A key that is not 32 bytes long.
    case length(line: Int, bytes: Int)
    case repeated(line: Int, first: Int)
}

extension KeyFileError: CustomStringConvertible {
    /// One sentence that goes behind the name of the file.
    public var description: String {
        switch self {
        case .empty: "no key; each line must be 32 bytes in hexadecimal or base64"
        case .tooMany(let count): "\(count) keys; there must be at most \(Limits.sealingKeysMax)"
        case .unreadable(let line):
            "line \(line) is neither 64 hexadecimal digits nor the base64 of 32 bytes"
        case .length(let line, let bytes):
            "line \(line) is a key of \(bytes) bytes; it must be \(SealingKey.byteCount)"
        case .repeated(let line, let first): "line \(line) is the key of line \(first) again"
        }
    }
}

extension SealingKey {
    fileprivate init(word: [UInt8], line: Int) throws(KeyFileError) {
        guard let bytes = Self.hexadecimal(word) ?? Base64.decode(word) else {
            throw .unreadable(line: line)
        }
        guard let key = SealingKey(bytes) else { throw .length(line: line, bytes: bytes.count) }
        self = key
    }

    /// Any even number of digits; but what could as well be a key in base64 is one.
    private static func hexadecimal(_ word: [UInt8]) -> [UInt8]? {
        guard word.count.isMultiple(of: 2), word.count != Base64.lengthOfKey else { return nil }
        let digits = word.compactMap(\.hexadecimalDigit)
        guard digits.count == word.count else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

extension Substring {
    /// The bytes between the blanks at both ends.
    fileprivate var trimmed: [UInt8] {
        var bytes = ArraySlice(Array(utf8))
        while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
        return Array(bytes)
    }
}
