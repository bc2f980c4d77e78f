import Foundation

/// The inputs of a decoder that are kept, in `Tests/Corpus`: valid ones to begin with, and those with which
/// something was wrong once. All are tried in every run.
///
/// A file that ends in `.hex` holds bytes as hexadecimal digits, below lines that begin with `#` and say what
/// it is; any other file holds them as they are.
struct FuzzCorpus {
    let folder: URL

    init(of target: String) {
        folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Corpus/\(target)")
    }

    /// The inputs, in the order of their files' names.
    var inputs: [(name: String, bytes: [UInt8])] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
            return (name, name.hasSuffix(".hex") ? Self.bytes(of: data) : Array(data))
        }
    }

    /// Keeps an input with which something is wrong.
    ///
    /// - Returns: the path of its file; nil where it could not be written.
    func keep(_ bytes: [UInt8], _ fault: String) -> String? {
        let digits = bytes.hexadecimal
        let number = digits.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        let file = folder.appending(path: String(number, radix: 16) + ".hex")
        let note = fault.split(whereSeparator: \.isNewline).map { "# \($0)\n" }.joined()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let isKept = (try? Data((note + digits + "\n").utf8).write(to: file)) != nil
        return isKept ? file.path : nil
    }

    private static func bytes(of data: Data) -> [UInt8] {
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        let digits = lines.filter { !$0.hasPrefix("#") }.joined().compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }
}

extension [UInt8] {
    /// Two digits for each byte.
    var hexadecimal: String {
        reduce(into: "") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) }
    }
}
