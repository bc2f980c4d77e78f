/// A colour by lightness and two opponent axes, in which distances are about as people see them
/// (CIE 1976, white point D65).
struct Lab: Hashable, Sendable {
    /// From 0, black, to 100, white.
    let lightness: Double
    /// Green below zero, red above.
    let redness: Double
    /// Blue below zero, yellow above.
    let yellowness: Double

    init(_ rgb: RGB) {
        self.init(light: rgb.linear)
    }

    /// Amounts of light from 0 to 1, of the primaries of sRGB.
    init(light: (red: Double, green: Double, blue: Double)) {
        let (red, green, blue) = light
        let x = Self.root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
        let y = Self.root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
        let z = Self.root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
        lightness = 116 * y - 16
        redness = 500 * (x - y)
        yellowness = 200 * (y - z)
    }

    /// The cube root, with the straight piece near zero that CIE prescribes.
    private static func root(_ value: Double) -> Double {
        value > 0.008856 ? RGB.root(3, of: value) : 7.787 * value + 16.0 / 116
    }

    /// The square of the distance to another colour; about 5 is the least that people notice.
    func squaredDistance(_ other: Lab) -> Double {
        let lightness = lightness - other.lightness
        let redness = redness - other.redness
        let yellowness = yellowness - other.yellowness
        return lightness * lightness + redness * redness + yellowness * yellowness
    }
}

extension RGB {
    /// The components as amounts of light from 0 to 1 (IEC 61966-2-1: the power 2.4 is 12/5).
    var linear: (red: Double, green: Double, blue: Double) {
        (Self.amounts[Int(red)], Self.amounts[Int(green)], Self.amounts[Int(blue)])
    }

    /// The amount of light of every component: taking roots is slow, and there are only so many.
    private static let amounts = (UInt8(0)...255).map(light)

    private static func light(_ component: UInt8) -> Double {
        let value = Double(component) / 255
        guard value > 0.04045 else { return value / 12.92 }
        let fifthRoot = root(5, of: (value + 0.055) / 1.055)
        return (0..<12).reduce(1) { power, _ in power * fifthRoot }
    }

    /// The root of a number from 0 to about 1, by Newton's method, as the standard library alone
    /// knows only the square root.
    fileprivate static func root(_ degree: Int, of value: Double) -> Double {
        guard value > 0 else { return 0 }
        let degree = Double(degree)
        var guess = 1.0
        for _ in 0..<40 {
            var power = 1.0
            for _ in 1..<Int(degree) { power *= guess }
            let better = guess - (guess - value / power) / degree
            if better == guess { break }
            guess = better
        }
        return guess
    }

    /// The contrast of two colours from 1 to 21, as WCAG 2 defines it; text wants 4.5.
    public func contrast(with other: RGB) -> Double {
        let lighter = max(luminance, other.luminance)
        let darker = min(luminance, other.luminance)
        return (lighter + 0.05) / (darker + 0.05)
    }

    private var luminance: Double {
        let light = linear
        return 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
    }
}
