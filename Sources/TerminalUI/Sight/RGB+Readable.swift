extension RGB {
    static let black = RGB(red: 0, green: 0, blue: 0)
    static let white = RGB(red: 255, green: 255, blue: 255)

    /// Whether white text can be read better on it than black text.
    var isDark: Bool { contrast(with: .white) > contrast(with: .black) }

    /// The colour on the way to another one, component by component.
    ///
    /// - Parameter share: how far, from 0 to 1.
    func mixed(with other: RGB, share: Double) -> RGB {
        func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
            let value = Double(from) + (Double(to) - Double(from)) * share
            return UInt8(min(max(0, value.rounded()), 255))
        }
        return RGB(
            red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// The colour, moved no further towards white or black than it takes to stand out from a ground.
    ///
    /// - Parameter contrast: as WCAG 2 counts it; where even white and black have less, they are it.
    func readable(on ground: RGB, contrast: Double) -> RGB {
        let pole = ground.isDark ? RGB.white : .black
        let steps = (0...20).lazy.map { self.mixed(with: pole, share: Double($0) / 20) }
        return steps.first { $0.contrast(with: ground) >= contrast } ?? pole
    }
}
