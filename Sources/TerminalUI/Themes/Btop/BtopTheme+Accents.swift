extension BtopTheme {
    /// A colour for marks, messages and the like.
    private struct Accent {
        /// Its name in the palette of the shipped themes.
        let name: String
        /// What it is called for; the file's colour that comes nearest to it is taken.
        let ideal: RGB
        /// Its entries of sixteen, on a dark and on a light background.
        let entries: (dark: UInt8, light: UInt8)

        init(_ name: String, _ ideal: String, dark: UInt8, light: UInt8) {
            self.name = name
            self.ideal = RGB(ideal)!
            entries = (dark, light)
        }
    }

    private static let accents = [
        Accent("green", "#5DBB74", dark: 10, light: 2),
        Accent("red", "#F05050", dark: 9, light: 1),
        Accent("amber", "#E69F00", dark: 11, light: 9),
        Accent("yellow", "#E6DC3C", dark: 11, light: 1),
        Accent("pink", "#E08FC0", dark: 13, light: 13),
        Accent("violet", "#9678F2", dark: 13, light: 5),
        Accent("teal", "#3FBFAF", dark: 6, light: 12),
        Accent("rose", "#F0A090", dark: 9, light: 9),
        Accent("olive", "#A9B04A", dark: 2, light: 2),
    ]

    /// The accents by name, no two of them alike, nor like a colour that is taken already.
    func accents(besides taken: RGB) -> [String: Colour] {
        var taken = [taken]
        var palette: [String: Colour] = [:]
        for accent in Self.accents {
            let wanted = [colours.nearest(to: accent.ideal) ?? accent.ideal, accent.ideal]
            let colour = fresh(wanted, besides: taken)
            taken.append(colour)
            palette[accent.name] = Colour(
                rgb: colour, palette16: grounds.isDark ? accent.entries.dark : accent.entries.light)
        }
        return palette
    }

    /// The first colour that is like none of those taken, made readable.
    private func fresh(_ wanted: [RGB], besides taken: [RGB]) -> RGB {
        let candidates = wanted.map { readable($0, contrast: Self.accentContrast) }
        let fresh = candidates.first { candidate in
            taken.allSatisfy { Lab($0).squaredDistance(Lab(candidate)) >= 10 * 10 }
        }
        return fresh ?? candidates[candidates.count - 1]
    }
}

extension BtopFile {
    /// The colour of the gradients that has nearly the hue of another one; none if there is none.
    ///
    /// Lightness does not count, for it is changed to suit the background.
    func nearest(to ideal: RGB) -> RGB? {
        let ideal = Lab(ideal)
        let hues = BtopName.gradients.compactMap { colour($0) }
            .map { (colour: $0, distance: Lab($0).squaredHueDistance(ideal)) }
        let nearest = hues.min { $0.distance < $1.distance }
        return nearest.flatMap { $0.distance <= 30 * 30 ? $0.colour : nil }
    }
}

extension Lab {
    /// The square of the distance without what is between light and dark.
    fileprivate func squaredHueDistance(_ other: Lab) -> Double {
        let redness = redness - other.redness
        let yellowness = yellowness - other.yellowness
        return redness * redness + yellowness * yellowness
    }
}
