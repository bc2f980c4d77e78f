/// One step of a transaction: `["r", key, null]` or `["w", key, value]`.
enum TransactionStep: Hashable {
    case read(JSONValue)
    case write(JSONValue, JSONValue)

    /// - Throws: `RequestRefusal` where it is neither.
    init(_ value: JSONValue) throws(RequestRefusal) {
        guard let parts = value.array, parts.count == 3, let name = parts[0].string else {
            throw .malformed("a step of a transaction must be [function, key, value]")
        }
        switch name {
        case "r": self = .read(parts[1])
        case "w": self = .write(parts[1], parts[2])
        default:
            throw .notSupported(
                "a step of a transaction can be \"r\" or \"w\", and not \"\(name)\"")
        }
    }
}
