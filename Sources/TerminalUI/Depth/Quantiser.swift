/// Quantises styles and remembers them: looking for the nearest colour is slow, and a program has
/// few styles.
struct Quantiser: Sendable {
    let depth: ColourDepth
    private var known: [Style: DeviceStyle] = [:]

    init(depth: ColourDepth) {
        self.depth = depth
    }

    /// The style on a terminal of the depth.
    mutating func device(_ style: Style) -> DeviceStyle {
        if let device = known[style] { return device }
        let device = style.quantised(to: depth)
        known[style] = device
        return device
    }
}
