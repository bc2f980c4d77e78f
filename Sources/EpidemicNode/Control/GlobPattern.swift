/// A pattern over keys as Redis has it: `*`, `?`, `[abc]`, `[^a-z]`, and `\` before what means itself.
struct GlobPattern: Hashable {
    private var parts: [Part] = []

    private enum Part: Hashable {
        case any
        case one
        case set([ClosedRange<UInt8>], isNegated: Bool)
        case byte(UInt8)
    }

    init(_ pattern: [UInt8]) {
        var rest = pattern[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "*"): if parts.last != .any { parts.append(.any) }
            case UInt8(ascii: "?"): parts.append(.one)
            case UInt8(ascii: "["): parts.append(Self.set(&rest))
            case UInt8(ascii: "\\"): parts.append(.byte(rest.popFirst() ?? byte))
            default: parts.append(.byte(byte))
            }
        }
    }

    /// Whether the whole of a key fits. Goes back to the last `*` only, so a hostile pattern costs no
    /// more than its length times the key's.
    func fits(_ key: [UInt8]) -> Bool {
        var part = 0
        var place = 0
        var retry: (part: Int, place: Int)?
        while place < key.count || part < parts.count {
            if part < parts.count, parts[part] == .any {
                retry = (part, place + 1)
                part += 1
            } else if part < parts.count, place < key.count, fits(parts[part], key[place]) {
                part += 1
                place += 1
            } else if let from = retry, from.place <= key.count {
                (part, place) = from
            } else {
                return false
            }
        }
        return true
    }

    private func fits(_ part: Part, _ byte: UInt8) -> Bool {
        switch part {
        case .any, .one: true
        case .set(let ranges, let isNegated): ranges.contains { $0.contains(byte) } != isNegated
        case .byte(let expected): byte == expected
        }
    }

    /// What stands in brackets. As in Redis a range ends with whatever follows the dash, a closing bracket, too,
    /// and begins with no character that a backslash stands before; the end of the pattern closes it.
    private static func set(_ rest: inout ArraySlice<UInt8>) -> Part {
        let isNegated = rest.first == UInt8(ascii: "^")
        if isNegated { rest.removeFirst() }
        var ranges: [ClosedRange<UInt8>] = []
        while let byte = rest.popFirst(), byte != UInt8(ascii: "]") {
            if byte == UInt8(ascii: "\\"), let meant = rest.popFirst() {
                ranges.append(meant...meant)
            } else if rest.first == UInt8(ascii: "-"), rest.count > 1 {
                rest.removeFirst()
                let other = rest.removeFirst()
                ranges.append(min(byte, other)...max(byte, other))
            } else {
                ranges.append(byte...byte)
            }
        }
        return .set(ranges, isNegated: isNegated)
    }
}
