/// The most memory that a node took in each third of a run.
struct ChaosMemory: Sendable, CustomStringConvertible {
    let name: String
    private(set) var thirds = [0, 0, 0]

    init(name: String) { self.name = name }

    mutating func note(_ bytes: Int, third: Int) { thirds[third] = max(thirds[third], bytes) }

    /// Whether it did not go on growing.
    var isFlat: Bool { thirds[2] * 2 <= thirds[1] * 3 + (60 << 20) }

    var description: String {
        "\(name) " + thirds.map { "\($0 >> 20)" }.joined(separator: "/") + " MB"
    }
}
