import Testing

@testable import Epidemic

/// The predictions of PROTOCOL.md §2, and what the paper says of them.
@Suite struct MeanFieldTests {
    private static func field(
        _ removal: Removal, by direction: Direction = .push, fanOut: Int = 1, nodes: Int = 1_000
    ) throws -> MeanField {
        try #require(
            MeanField(
                of: RumorSettings(
                    direction: direction, trigger: .periodic, removal: removal, fanOut: fanOut,
                    rounds: .aligned), nodes: nodes))
    }

    private static func isNear(_ left: Double, _ right: Double, within error: Double) -> Bool {
        abs(left - right) <= error
    }

    @Test(arguments: zip(1...5, [0.1738, 0.0367, 0.0107, 0.0035, 0.0012]))
    func `push with feedback and counter leaves the residues of Table 1`(
        limit: Int, residue: Double
    ) throws {
        let end = try Self.field(.counter(limit: limit, .feedback)).ended()
        #expect(Self.isNear(end.susceptible, residue, within: 0.00005))
    }

    @Test(arguments: zip(2...5, [0.202, 0.059, 0.0197, 0.0069]))
    func `blind push with a coin leaves the residues of Table 2`(
        sides: Int, residue: Double
    ) throws {
        let end = try Self.field(.coin(sides: sides, .blind)).ended()
        #expect(Self.isNear(end.susceptible, residue, within: residue < 0.1 ? 0.0005 : 0.0015))
    }

    @Test(arguments: zip(1...2, [0.0316, 0.00058]))
    func `pull with feedback and counter leaves the residues of Table 3`(
        limit: Int, residue: Double
    ) throws {
        let end = try Self.field(.counter(limit: limit, .feedback), by: .pull).ended()
        #expect(Self.isNear(end.susceptible, residue, within: residue / 10))
    }

    /// Demers et al. 1987, §1.4: the residue of push depends on the traffic alone.
    @Test(arguments: [
        Removal.counter(limit: 1, .feedback), .counter(limit: 4, .feedback),
        .counter(limit: 3, .blind), .coin(sides: 3, .blind), .coin(sides: 3, .feedback),
        .timeToLive(rounds: 12), .decay(persistence: 0.97),
    ])
    func `every kind of push leaves the residue that its traffic says`(removal: Removal) throws {
        let end = try Self.field(removal, nodes: 1_000_000).ended()
        let expected = SpreadLaws.pushResidue(traffic: end.traffic)
        #expect(Self.isNear(end.susceptible / expected, 1, within: 0.001))
    }

    @Test func `a contact less is never a node more`() throws {
        for direction in Direction.allCases {
            let one = try Self.field(.counter(limit: 2, .feedback), by: direction).ended()
            let two = try Self.field(.counter(limit: 2, .feedback), by: direction, fanOut: 2)
                .ended()
            #expect(two.susceptible < one.susceptible)
        }
    }

    @Test func `fractions add up in every round, and the susceptible only become fewer`() throws {
        let rules: [Removal] = [
            .counter(limit: 3, .feedback), .coin(sides: 4, .feedback), .timeToLive(rounds: 9),
            .decay(persistence: 0.9), .never,
        ]
        for direction in Direction.allCases {
            for rule in rules {
                let course = try Self.field(rule, by: direction).course(roundsMax: 60)
                for (before, after) in zip(course, course.dropFirst()) {
                    #expect(after.susceptible <= before.susceptible)
                    let sum = after.susceptible + after.infected + after.removed
                    #expect(Self.isNear(sum, 1, within: 1e-9))
                }
            }
        }
    }

    @Test func `a prediction goes on from where it is when the protocol changes`() throws {
        var field = try Self.field(.counter(limit: 1, .feedback))
        for _ in 0..<12 { field.advance() }
        var rumors = field.rumors
        rumors.removal = .counter(limit: 5, .feedback)
        let changed = try #require(field.changed(to: rumors))
        #expect(changed.rounds == 12)
        #expect(changed.susceptible == field.susceptible)
        #expect(changed.infected == field.infected)
        #expect(changed.ended().susceptible < field.ended().susceptible)
    }

    @Test func `nothing is predicted where none can be contacted`() {
        let rumors = RumorSettings(trigger: .periodic, fanOut: 3, rounds: .aligned)
        #expect(MeanField(of: rumors, nodes: 3) == nil)
        #expect(MeanField(of: RumorSettings(), nodes: 1) == nil)
    }

    @Test func `what nobody removes ends when everybody has it`() throws {
        let end = try Self.field(.never).ended()
        #expect(end.susceptible < 1e-6)
        let time = SpreadLaws.pushTime(nodes: 1_000)
        #expect(Self.isNear(Double(end.rounds), time, within: 8))
    }
}
