/// A colour of text or of what is behind it: the terminal's own, or red, green and blue.
///
/// A theme may say itself what stands for the colour on terminals with a palette of 256 or of 16;
/// where it does not, the nearest entry is searched.
public struct Colour: Hashable, Sendable {
    /// The components in the lowest 24 bits, then the entries of the two palettes, each with a bit
    /// above it that says whether it is there; all of it below bit 40.
    let bits: UInt64

    /// The colour that the terminal uses when nobody asks for one.
    public static let terminalDefault = Colour(bits: 0)

    init(bits: UInt64) {
        self.bits = bits
    }

    /// Makes a colour, optionally with its stand-ins in the two palettes.
    ///
    /// - Parameter palette16: below 16.
    public init(rgb: RGB?, palette256: UInt8? = nil, palette16: UInt8? = nil) {
        bits =
            Self.rgb.packed(rgb.map { UInt64($0.number) })
            | Self.palette256.packed(palette256.map(UInt64.init))
            | Self.palette16.packed(palette16.map(UInt64.init))
    }

    /// Makes a colour from its components in sRGB, each from 0 to 255.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.init(rgb: RGB(red: red, green: green, blue: blue))
    }

    /// The components in sRGB from 0 to 255, or `nil` for the colour that the terminal chooses.
    public var rgb: RGB? { Self.rgb.value(in: bits).map { RGB(number: UInt32($0)) } }
    /// The entry chosen by hand for a palette of 256.
    public var palette256: UInt8? { Self.palette256.value(in: bits).map { UInt8($0) } }
    /// The entry chosen by hand for a palette of 16, below 16.
    public var palette16: UInt8? { Self.palette16.value(in: bits).map { UInt8($0) } }

    private static let rgb = Field(start: 0, width: 24)
    private static let palette256 = Field(start: 25, width: 8)
    private static let palette16 = Field(start: 34, width: 4)
}

/// A number within a word that may be missing: its bits, and one above them that is set if it is there.
private struct Field {
    let start: UInt64
    let width: UInt64

    func packed(_ value: UInt64?) -> UInt64 {
        guard let value else { return 0 }
        precondition(value >> width == 0, "\(value) does not fit into \(width) bits")
        return (value | 1 << width) << start
    }

    func value(in word: UInt64) -> UInt64? {
        let field = word >> start
        return field >> width & 1 == 1 ? field & (1 << width - 1) : nil
    }
}

/// The components of a colour in sRGB.
public struct RGB: Hashable, Sendable {
    /// Red from 0 to 255.
    public let red: UInt8
    /// Green from 0 to 255.
    public let green: UInt8
    /// Blue from 0 to 255.
    public let blue: UInt8

    /// Makes a colour from its components.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads `#RRGGBB`; anything else is `nil`.
    public init?(_ text: String) {
        let digits = text.dropFirst()
        guard text.first == "#", digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
            let value = UInt32(digits, radix: 16)
        else { return nil }
        self.init(number: value)
    }

    /// Makes a colour from `0xRRGGBB`.
    init(number: UInt32) {
        self.init(
            red: UInt8(number >> 16 & 0xFF), green: UInt8(number >> 8 & 0xFF),
            blue: UInt8(number & 0xFF))
    }

    /// The components as `0xRRGGBB`.
    public var number: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }
}
