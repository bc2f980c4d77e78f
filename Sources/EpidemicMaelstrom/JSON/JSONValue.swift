/// A JSON value (RFC 8259), exactly as it was written.
///
/// Numbers keep their digits and objects the order of their members, so that what a client gave comes back to
/// it as it was: `1.0` is not `1`, and no number is too large.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The digits, in the grammar of JSON.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// A whole number.
    public static func integer(_ number: some BinaryInteger) -> JSONValue { .number("\(number)") }

    /// The whole number that it is; nil for anything else, and for one beyond 64 bits.
    public var integer: Int? {
        if case .number(let digits) = self { Int(digits) } else { nil }
    }

    /// The text that it is; nil for anything else.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The values that it holds in order; nil for anything but an array.
    public var array: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }

    /// The members that it has; nil for anything but an object.
    public var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }
}

/// A JSON object: names with their values, in order.
public struct JSONObject: Hashable, Sendable {
    /// A name with its value.
    public struct Member: Hashable, Sendable {
        public let name: String
        public let value: JSONValue
    }

    /// As they were written or added.
    public private(set) var members: [Member]

    /// An object without members.
    public init() { members = [] }

    /// The value of a name; the last one where a name comes twice. Costs as much as there are members.
    public subscript(name: String) -> JSONValue? { members.last { $0.name == name }?.value }

    /// Adds a member at the end.
    public mutating func append(_ name: String, _ value: JSONValue) {
        members.append(Member(name: name, value: value))
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        self.members = members.map { Member(name: $0.0, value: $0.1) }
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self = .string(text) }
}
