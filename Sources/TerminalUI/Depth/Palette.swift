/// The palettes of xterm, which other terminals share.
public enum Palette {
    /// The steps of each component in the cube of 6 × 6 × 6 colours; they are not even.
    private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

    /// The sixteen colours; a user may have changed them, so they are only a guess.
    static let basic: [RGB] = [
        RGB(red: 0, green: 0, blue: 0), RGB(red: 205, green: 0, blue: 0),
        RGB(red: 0, green: 205, blue: 0), RGB(red: 205, green: 205, blue: 0),
        RGB(red: 0, green: 0, blue: 238), RGB(red: 205, green: 0, blue: 205),
        RGB(red: 0, green: 205, blue: 205), RGB(red: 229, green: 229, blue: 229),
        RGB(red: 127, green: 127, blue: 127), RGB(red: 255, green: 0, blue: 0),
        RGB(red: 0, green: 255, blue: 0), RGB(red: 255, green: 255, blue: 0),
        RGB(red: 92, green: 92, blue: 255), RGB(red: 255, green: 0, blue: 255),
        RGB(red: 0, green: 255, blue: 255), RGB(red: 255, green: 255, blue: 255),
    ]

    /// The colour of an entry of the palette of 256: the sixteen, the cube, 24 greys.
    public static func rgb(_ entry: UInt8) -> RGB {
        switch entry {
        case 0..<16: return basic[Int(entry)]
        case 16..<232:
            let place = Int(entry) - 16
            return RGB(
                red: steps[place / 36], green: steps[place / 6 % 6], blue: steps[place % 6])
        default:
            let level = 8 + 10 * (entry - 232)
            return RGB(red: level, green: level, blue: level)
        }
    }

    /// The entry of the cube or the greys that looks most like a colour.
    static func nearest256(to rgb: RGB) -> UInt8 { nearest(to: rgb, among: labCubeAndGreys) }

    /// The one of the sixteen that looks most like a colour.
    static func nearest16(to rgb: RGB) -> UInt8 { nearest(to: rgb, among: labBasic) }

    private static let labCubeAndGreys = (UInt8(16)...255).map { ($0, Lab(Palette.rgb($0))) }
    private static let labBasic = (UInt8(0)..<16).map { ($0, Lab(Palette.rgb($0))) }

    private static func nearest(to rgb: RGB, among entries: [(UInt8, Lab)]) -> UInt8 {
        let wanted = Lab(rgb)
        let found = entries.min { wanted.squaredDistance($0.1) < wanted.squaredDistance($1.1) }
        return found!.0
    }
}
