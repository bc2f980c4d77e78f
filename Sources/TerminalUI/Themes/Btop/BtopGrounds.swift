/// The backgrounds of a theme made from one of btop's.
struct BtopGrounds {
    /// Whether text is lighter than what it lies on.
    let isDark: Bool
    /// The background; where the file leaves it to the terminal, black or white is assumed.
    let ground: RGB
    /// What lies behind overlays.
    let raised: RGB
    /// What lies behind a selected row.
    let selected: RGB
    /// What lies behind a selected row that the keys do not go to.
    let resting: RGB
    /// Ordinary text as the file has it.
    let text: RGB

    private let isTransparent: Bool

    init(_ colours: BtopFile) {
        isTransparent = colours.isDefault(.background)
        let ground = isTransparent ? nil : colours.colour(.background) ?? .black
        let isDark = ground?.isDark ?? !(colours.colour(.text)?.isDark ?? false)
        let solid = ground ?? (isDark ? .black : .white)
        let text = colours.colour(.text) ?? solid.readable(on: solid, contrast: 10)
        self.isDark = isDark
        self.ground = solid
        self.text = text
        raised = solid.mixed(with: text, share: 0.05)
        resting = solid.mixed(with: text, share: 0.09)
        selected = Self.selected(colours.colour(.selectedBackground), on: solid, text: text)
    }

    /// A selection keeps the colours of what it lies under, so it may differ from the background so
    /// much that one sees it, and no more: many files have a bar of full strength.
    private static func selected(_ wanted: RGB?, on ground: RGB, text: RGB) -> RGB {
        let wanted = wanted ?? ground
        let steps = (0...20).lazy.map { wanted.mixed(with: ground, share: Double($0) / 20) }
        let quiet = steps.first { $0.contrast(with: ground) <= Self.selectionMax } ?? ground
        return quiet.contrast(with: ground) >= Self.selectionMin
            ? quiet : ground.mixed(with: text, share: 0.16)
    }

    private static let selectionMax = 1.5
    private static let selectionMin = 1.1

    /// Everything that may lie behind a state.
    var underStates: [RGB] { [ground, raised, selected, resting] }

    /// The backgrounds by the names of the shipped theme.
    var palette: [String: Colour] {
        let low: (ground: UInt8, selected: UInt8) = isDark ? (0, 8) : (15, 7)
        return [
            isDark ? "night" : "paper": colour(ground, low.ground),
            "raised": colour(raised, low.ground),
            "resting": Colour(rgb: resting, palette16: isDark ? 0 : 7),
            "selected": Colour(rgb: selected, palette16: low.selected),
        ]
    }

    /// A background that is the terminal's own where the file's is.
    private func colour(_ rgb: RGB, _ palette16: UInt8) -> Colour {
        isTransparent ? .terminalDefault : Colour(rgb: rgb, palette16: palette16)
    }
}
