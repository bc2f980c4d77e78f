/// What the screen is arranged for.
enum Perspective: String, CaseIterable, Hashable, Sendable {
    /// A little of everything.
    case overview
    /// The map large, for a class.
    case teaching
    /// Links, nodes and log, for breaking things.
    case faults
    /// Curve and counters, for measuring.
    case measuring
}

extension Perspective {
    /// The panels of every place by the room that there is; of several the first is seen until another is
    /// brought to the front. Every panel has a place in every arrangement.
    struct Tables {
        /// Left and right above, left and right below, and the bottom.
        var wide: [[PanelID]]
        /// From top to bottom.
        var tall: [[PanelID]]
        var small: [[PanelID]]
        var tiny: [[PanelID]]

        /// Wide and low: no bottom, its panels lie with those at the left below.
        var flat: [[PanelID]] { [wide[0], wide[1], wide[2] + wide[4], wide[3]] }
    }

    var tables: Tables {
        switch self {
        case .overview: Self.overviewTables
        case .teaching: Self.teachingTables
        case .faults: Self.faultsTables
        case .measuring: Self.measuringTables
        }
    }

    private static let overviewTables = Tables(
        wide: [
            [.map, .spaceTime], [.nodes, .links, .divergence], [.inspector],
            [.curve, .counters],
            [.log, .exchanges, .trees],
        ],
        tall: [
            [.map, .spaceTime], [.nodes, .links, .divergence], [.inspector],
            [.curve, .counters],
            [.log, .exchanges, .trees],
        ],
        small: [
            [.map, .nodes, .links, .divergence, .spaceTime], [.inspector],
            [.log, .curve, .counters, .exchanges, .trees],
        ],
        tiny: [
            [.map, .nodes, .links, .divergence, .spaceTime],
            [.inspector, .curve, .counters, .exchanges, .trees, .log],
        ])

    private static let teachingTables = Tables(
        wide: [
            [.map, .spaceTime], [.nodes, .links, .divergence, .inspector], [.log],
            [.curve, .counters, .exchanges, .trees], [],
        ],
        tall: [
            [.map, .spaceTime], [.curve, .counters, .exchanges, .trees],
            [.nodes, .links, .divergence, .inspector],
            [.log],
        ],
        small: [
            [.map, .nodes, .links, .divergence, .spaceTime],
            [.curve, .counters, .exchanges, .trees, .inspector, .log],
        ],
        tiny: [
            [.map, .nodes, .links, .divergence, .spaceTime, .inspector],
            [.curve, .counters, .exchanges, .trees, .log],
        ])

    private static let faultsTables = Tables(
        wide: [
            [.links, .map, .spaceTime], [.nodes],
            [.inspector, .curve, .counters, .exchanges, .trees],
            [.divergence],
            [.log],
        ],
        tall: [
            [.links, .map, .spaceTime], [.nodes, .divergence],
            [.inspector, .curve, .counters],
            [.log, .exchanges, .trees],
        ],
        small: [
            [.links, .map, .nodes, .divergence, .spaceTime],
            [.log, .inspector, .curve, .counters, .exchanges, .trees],
        ],
        tiny: [
            [.links, .map, .nodes, .divergence, .spaceTime],
            [.log, .inspector, .curve, .counters, .exchanges, .trees],
        ])

    private static let measuringTables = Tables(
        wide: [
            [.curve], [.counters, .exchanges, .trees], [.map, .spaceTime, .inspector],
            [.nodes, .links, .divergence],
            [.log],
        ],
        tall: [
            [.curve], [.counters, .exchanges, .trees],
            [.map, .nodes, .links, .divergence, .spaceTime],
            [.inspector, .log],
        ],
        small: [
            [.curve, .map, .nodes, .links, .divergence, .spaceTime],
            [.counters, .exchanges, .trees, .inspector, .log],
        ],
        tiny: [
            [.curve, .map, .nodes, .links, .divergence, .spaceTime],
            [.counters, .exchanges, .trees, .inspector, .log],
        ])
}
