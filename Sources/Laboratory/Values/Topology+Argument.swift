import EpidemicSimulation

extension Topology {
    /// Reads a topology: a name, or a name with a number such as `random:4`.
    ///
    /// - Throws: `ValueError`.
    init(argument text: String) throws(ValueError) {
        if let plain = Self.plain.first(where: { $0.description == text }) {
            self = plain
            return
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        switch (parts[0], parts.count == 2 ? String(parts[1]) : nil) {
        case ("random", let degree?): self = .random(degree: try Self.number(degree))
        case ("small-world", let degree?): self = .smallWorld(degree: try Self.number(degree))
        case ("clusters", let count?): self = .clusters(count: try Self.number(count))
        default: throw .notAmong(Self.forms)
        }
    }

    private static let plain: [Topology] = [
        .full, .line, .ring, .grid, .tree, .star, .continents,
    ]

    private static let forms = [
        "full", "line", "ring", "grid", "tree", "star", "random:D", "small-world:D", "clusters:C",
        "continents",
    ]

    private static func number(_ text: String) throws(ValueError) -> Int {
        guard let number = Int(text), (1...SimulationConfiguration.nodesMax).contains(number)
        else {
            throw .outOfRange(
                "a shape with a whole number from 1 to "
                    + "\(SimulationConfiguration.nodesMax)")
        }
        return number
    }
}
