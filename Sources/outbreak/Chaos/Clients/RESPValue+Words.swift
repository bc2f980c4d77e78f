import EpidemicWire

extension RESPValue {
    /// The text of a bulk string.
    var word: String? {
        guard case .bulk(let bytes) = self else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The words of an array; nil stands for what is not there.
    var words: [String?] {
        guard case .array(let values) = self else { return [] }
        return values.map { value in
            guard case .bulk(let bytes) = value else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
