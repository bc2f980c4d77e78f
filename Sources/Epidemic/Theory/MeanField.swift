/// What a very large cluster does on average: the iterated mean field of rumor mongering in aligned
/// rounds through a full mesh, rumors alone and no message lost (PROTOCOL.md §2, predictions).
///
/// Each step is one round. Fractions are of all nodes; the infected are kept by their *stage*, which
/// is what the removal rule counts of a rumor: its counter, or the rounds in which it was spread.
///
/// It is a value: copied and run ahead it tells what is to come, and changed on the way it follows a
/// protocol that is changed while it runs.
public struct MeanField: Hashable, Sendable {
    /// How many nodes there are.
    public let nodes: Int
    /// The protocol in force.
    public private(set) var rumors: RumorSettings
    /// Rounds since the beginning.
    public private(set) var rounds = 0
    /// The fraction that has not received the update.
    public private(set) var susceptible: Double
    /// Rumor transfers per node, since the beginning.
    public private(set) var traffic = 0.0
    /// The fraction that is infected, by stage.
    private(set) var stages: [Double]

    /// One infected node at the beginning, or what is there now.
    ///
    /// - Parameters:
    ///   - susceptible: the fraction that has not received it; all but one when nil.
    ///   - infected: the fraction that spreads it, each as if it had just received it; one when nil.
    /// - Returns: nil where no mean field is known: fewer than two nodes, as many contacts in a round as
    ///   there are others, limits of contacts, minimization, push-then-pull and median counter.
    public init?(
        of rumors: RumorSettings, nodes: Int, susceptible: Double? = nil, infected: Double? = nil
    ) {
        guard nodes >= 2, rumors.fanOut < nodes, Self.knows(rumors) else { return nil }
        self.nodes = nodes
        self.rumors = rumors
        let one = 1 / Double(nodes)
        self.susceptible = susceptible ?? 1 - one
        stages = [(infected ?? one) * rumors.removal.chanceOfSpreading(afterRounds: 0)]
    }

    private static func knows(_ rumors: RumorSettings) -> Bool {
        rumors.limits == .none && rumors.minimization == .off && !rumors.removal.isTwoWay
    }

    /// The fraction that spreads the update in the next round.
    public var infected: Double { stages.reduce(0, +) }

    /// The fraction that has it and spreads it no more.
    public var removed: Double { max(0, 1 - susceptible - infected) }

    /// Whether nothing is left to happen: not a thousandth of one node is infected or, where nobody
    /// loses interest, susceptible.
    public var isOver: Bool {
        (rumors.removal == .never ? susceptible : infected) * Double(nodes) < 1e-3
    }

    /// One round passes.
    public mutating func advance() {
        let contacts = MeanContacts(of: rumors, nodes: nodes)
        let spreading = infected
        let news = susceptible * contacts.chanceOfMeeting(spreading)
        traffic += spreading * contacts.transfers
        let others = Double(nodes - 1)
        rumors.removal.settle(
            &stages, contacts, susceptible: susceptible * Double(nodes) / others)
        stages[0] += news * rumors.removal.chanceOfSpreading(afterRounds: 0)
        susceptible -= news
        rounds += 1
    }

    /// How it will have ended, at most so many rounds from now. Its `susceptible` is the residue.
    public func ended(roundsMax: Int = 10_000) -> MeanField {
        var field = self
        for _ in 0..<roundsMax where !field.isOver { field.advance() }
        return field
    }

    /// This moment and those after each of the rounds to come, until it is over.
    public func course(roundsMax: Int = 1_000) -> [MeanField] {
        var course = [self]
        var field = self
        while course.count <= roundsMax, !field.isOver {
            field.advance()
            course.append(field)
        }
        return course
    }

    /// The protocol changes while it runs. Under another rule of removal the infected begin anew.
    ///
    /// - Returns: nil where no mean field is known of the new one.
    public func changed(to rumors: RumorSettings) -> MeanField? {
        guard
            var field = MeanField(
                of: rumors, nodes: nodes, susceptible: susceptible, infected: infected)
        else { return nil }
        if rumors.removal == self.rumors.removal { field.stages = stages }
        field.rounds = rounds
        field.traffic = traffic
        return field
    }
}
