/// Ways to set text apart that do not need colour.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits, one for each attribute.
    public let rawValue: UInt8

    /// Makes a set from its bits.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Heavier or brighter.
    public static let bold = Attributes(rawValue: 1 << 0)
    /// Fainter.
    public static let dim = Attributes(rawValue: 1 << 1)
    /// Underlined.
    public static let underline = Attributes(rawValue: 1 << 2)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 1 << 3)
    /// Slanted.
    public static let italic = Attributes(rawValue: 1 << 4)
}

extension Attributes {
    /// The attributes by the names that theme files use, in a fixed order.
    public static let named: [(name: String, attribute: Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
        ("italic", .italic),
    ]

    /// Looks an attribute up by the name that theme files use.
    public init?(name: String) {
        guard let found = Self.named.first(where: { $0.name == name }) else { return nil }
        self = found.attribute
    }
}
