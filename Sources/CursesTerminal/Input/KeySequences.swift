import TerminalUI

/// What a terminal sends for its keys, as its description says.
struct KeySequences: Hashable, Sendable {
    /// The keys; `nil` for those that mean nothing here, such as F13.
    private let keys: [[Unicode.Scalar]: Key?]
    /// What such sequences can begin with.
    private let beginnings: Set<[Unicode.Scalar]>

    /// Where a text stands in the table.
    enum Match: Hashable, Sendable {
        /// No key begins like that.
        case none
        /// At least one key begins like that; `key` if that is all of another one.
        case beginning(key: Key?)
        /// It is a key, or one that means nothing here.
        case whole(Key?)
    }

    /// Makes a table of sequences with the names that ncurses has for their keys.
    init(_ names: [(sequence: [UInt8], name: String)]) {
        var keys: [[Unicode.Scalar]: Key?] = [:]
        for (sequence, name) in names where !sequence.isEmpty && name != Self.mouse {
            let key = Key(cursesName: name)
            // A control byte that stands for a key unknown here, as ^Z for "suspend" does, is its own key.
            if sequence.count == 1, key == nil { continue }
            keys[sequence.map { Unicode.Scalar($0) }] = .some(key)
        }
        self.keys = keys
        beginnings = Set(keys.keys.flatMap { text in (1..<text.count).map { Array(text[..<$0]) } })
    }

    /// What comes before the reports of a mouse is no key.
    private static let mouse = "KEY_MOUSE"

    /// Looks a text up.
    func match(_ text: [Unicode.Scalar]) -> Match {
        let key = keys[text]
        if beginnings.contains(text) { return .beginning(key: key ?? nil) }
        return key.map { .whole($0) } ?? .none
    }
}
