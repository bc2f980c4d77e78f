/// A colour of text or of what is behind it: the terminal's own, or red, green and blue.
///
/// A theme may say itself what stands for the colour on terminals with a palette of 256 or of 16;
/// where it does not, the nearest entry is searched.
public struct Colour: Hashable, Sendable {
    /// The components in sRGB from 0 to 255, or `nil` for the colour that the terminal chooses.
    public let rgb: RGB?
    /// The entry chosen by hand for a palette of 256.
    public let palette256: UInt8?
    /// The entry chosen by hand for a palette of 16, below 16.
    public let palette16: UInt8?

    /// The colour that the terminal uses when nobody asks for one.
    public static let terminalDefault = Colour(rgb: nil, palette256: nil, palette16: nil)

    /// Makes a colour, optionally with its stand-ins in the two palettes.
    public init(rgb: RGB?, palette256: UInt8? = nil, palette16: UInt8? = nil) {
        self.rgb = rgb
        self.palette256 = palette256
        self.palette16 = palette16
    }

    /// Makes a colour from its components in sRGB, each from 0 to 255.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.init(rgb: RGB(red: red, green: green, blue: blue))
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
        self.init(
            red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF),
            blue: UInt8(value & 0xFF))
    }
}
