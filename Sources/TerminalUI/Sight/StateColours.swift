/// The colours of what a replica can be, and how well they can be told apart.
struct StateColours: Hashable, Sendable {
    let susceptible: RGB
    let infected: RGB
    let removed: RGB
    let down: RGB

    /// The least distance between two of the three states of the protocol, whoever looks.
    var distance: Double {
        min(
            susceptible.leastDistance(to: infected), susceptible.leastDistance(to: removed),
            infected.leastDistance(to: removed))
    }

    /// The least distance from being down to any of the three. It has the other glyph and heavier
    /// letters besides, so it may be smaller.
    var distanceOfDown: Double {
        [susceptible, infected, removed].map(down.leastDistance).min()!
    }

    /// The least contrast with what may lie behind them.
    func contrast(on grounds: [RGB]) -> Double {
        let contrasts = [susceptible, infected, removed, down].flatMap { state in
            grounds.map(state.contrast)
        }
        return contrasts.min() ?? 21
    }
}

extension StateColours {
    /// What every theme keeps to: five times what people just notice between the states of the
    /// protocol, four times for being down, and the contrast that WCAG 2 asks of graphics.
    static let leastDistance = 25.0
    static let leastDistanceOfDown = 20.0
    static let leastContrast = 3.0

    /// How much of what is asked of them the colours reach on some grounds; 1 is all of it.
    func merit(on grounds: [RGB]) -> Double {
        min(
            distance / Self.leastDistance, distanceOfDown / Self.leastDistanceOfDown,
            contrast(on: grounds) / Self.leastContrast, 1)
    }
}

extension StateColours {
    /// Colours that are far apart for everybody, after Okabe and Ito: for dark backgrounds and for
    /// light ones, each also for those that are not quite so dark or light.
    static let spares = [
        StateColours("#56B4E9", "#D55E00", "#999999", "#F02D48"),
        StateColours("#0072B2", "#D55E00", "#767676", "#A80024"),
        StateColours("#A2DFFF", "#E4A158", "#959AA9", "#F96C74"),
        StateColours("#005A8F", "#963F00", "#4A4A4A", "#2A0008"),
    ]

    private init(_ susceptible: String, _ infected: String, _ removed: String, _ down: String) {
        self.init(
            susceptible: RGB(susceptible)!, infected: RGB(infected)!, removed: RGB(removed)!,
            down: RGB(down)!)
    }

    /// The first colours that reach all that is asked of them on some grounds, else those that
    /// reach the most.
    static func best(of candidates: [StateColours], on grounds: [RGB]) -> StateColours {
        let merits = candidates.map { $0.merit(on: grounds) }
        let best = zip(candidates, merits).first { $0.1 == merits.max() }
        guard let best else { preconditionFailure("there must be colours to choose from") }
        return best.0
    }

    /// The colours by the names that the shipped themes have for them.
    func palette(isDark: Bool) -> [String: Colour] {
        [
            "sky": Colour(rgb: susceptible, palette16: isDark ? 14 : 4),
            "vermillion": Colour(rgb: infected, palette16: isDark ? 3 : 1),
            "grey": Colour(rgb: removed, palette16: isDark ? 7 : 8),
            "crimson": Colour(rgb: down, palette16: isDark ? 9 : 5),
        ]
    }
}
