import ClusterObservation

/// What the form for an update proposes: the key written last, and a value not used before.
struct Proposal: Hashable, Sendable {
    var key = "colour"
    private var writes = 0

    private static let colours = [
        "red", "green", "blue", "yellow", "violet", "orange", "cyan", "pink", "brown", "white",
    ]

    /// `red`, `green`, …, and once all were used `red2`, `green2`, ….
    var value: String {
        let round = writes / Self.colours.count
        return Self.colours[writes % Self.colours.count] + (round == 0 ? "" : "\(round + 1)")
    }

    /// Notes that something was written.
    mutating func wrote(key: String, value: String) {
        self.key = key
        if value == self.value { writes += 1 }
    }
}
