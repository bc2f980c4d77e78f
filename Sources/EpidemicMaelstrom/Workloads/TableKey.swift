import Epidemic

/// What a key of the replicated table stands for.
///
/// The table of the replica knows bytes alone; each workload has keys of its own in it. Counters and registers
/// that transactions write have a component for every life of every node, which that life alone writes: so the
/// table never has to decide between two of them, and nothing is lost when both are added or compared.
enum TableKey: Hashable {
    /// An element of the set, as JSON; its value is empty.
    case element(JSONValue)
    /// What one life of a node has counted; its value is a whole number.
    case count(life: String)
    /// A register as one life of a node wrote it last; its value is `[stamp, value]`.
    case register(JSONValue, life: String)
    /// A key of the store that promises too much; its value is JSON.
    case stored(JSONValue)

    private static let elementPrefix = "element/"
    private static let countPrefix = "count/"
    private static let registerPrefix = "register/"
    private static let storedPrefix = "stored/"

    /// The key in the table.
    var key: Key {
        switch self {
        case .element(let value): Key(Self.elementPrefix + value.text)
        case .count(let life): Key(Self.countPrefix + life)
        case .register(let name, let life): Key(Self.registerPrefix + life + "/" + name.text)
        case .stored(let name): Key(Self.storedPrefix + name.text)
        }
    }

    /// - Returns: nil for a key that no workload writes.
    init?(_ key: Key) {
        let text = String(decoding: key.bytes, as: UTF8.self)
        if let rest = Self.rest(of: text, behind: Self.elementPrefix) {
            guard let value = try? JSONValue(parsing: rest) else { return nil }
            self = .element(value)
        } else if let life = Self.rest(of: text, behind: Self.countPrefix) {
            self = .count(life: life)
        } else if let rest = Self.rest(of: text, behind: Self.registerPrefix) {
            // A life is written without a slash.
            let parts = rest.split(separator: "/", maxSplits: 1)
            guard parts.count == 2, let name = try? JSONValue(parsing: String(parts[1])) else {
                return nil
            }
            self = .register(name, life: String(parts[0]))
        } else if let rest = Self.rest(of: text, behind: Self.storedPrefix) {
            guard let name = try? JSONValue(parsing: rest) else { return nil }
            self = .stored(name)
        } else {
            return nil
        }
    }

    private static func rest(of text: String, behind prefix: String) -> String? {
        text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
    }
}
