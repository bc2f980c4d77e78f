import ArgumentParser
import Laboratory

/// A number of bytes as Redis has it written: `4096`, `512kb`, `100mb`, `2gb`.
struct ByteCount: Hashable {
    let bytes: UInt64

    private static let units: [(suffix: String, size: UInt64)] = [
        ("kb", 1 << 10), ("mb", 1 << 20), ("gb", 1 << 30), ("tb", 1 << 40), ("k", 1_000),
        ("m", 1_000_000), ("g", 1_000_000_000), ("b", 1),
    ]

    init(_ bytes: UInt64) { self.bytes = bytes }

    /// - Throws: `ValueError`.
    init(argument: String) throws {
        let text = argument.lowercased()
        let unit = Self.units.first { text.hasSuffix($0.suffix) }
        guard let number = UInt64(text.dropLast(unit?.suffix.count ?? 0)),
            case let (bytes, false) = number.multipliedReportingOverflow(by: unit?.size ?? 1)
        else {
            throw ValueError.wrongForm(
                "a whole number of bytes, with kb, mb or gb behind it where it is large, such as 100mb"
            )
        }
        self.bytes = bytes
    }
}

extension ByteCount: CustomStringConvertible {
    var description: String {
        let unit = Self.units[0..<4].last { bytes > 0 && bytes % $0.size == 0 }
        return unit.map { "\(bytes / $0.size)\($0.suffix)" } ?? "\(bytes)"
    }
}
