/// What a link carries in a second, or that nobody counts it.
enum Bandwidth: Hashable, Sendable {
    case unlimited
    /// In bytes.
    case perSecond(Int)

    /// - Throws: `ValueError`.
    init(argument text: String) throws(ValueError) {
        if text == "none" {
            self = .unlimited
        } else if let bytes = Int(text), bytes > 0 {
            self = .perSecond(bytes)
        } else {
            throw .outOfRange("a whole number of bytes per second of at least 1, or none")
        }
    }

    /// Bytes per second; nil is unlimited.
    var bytesPerSecond: Int? {
        switch self {
        case .unlimited: nil
        case .perSecond(let bytes): bytes
        }
    }
}

extension Bandwidth: CustomStringConvertible {
    var description: String { bytesPerSecond.map(String.init) ?? "none" }
}
