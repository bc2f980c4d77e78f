/// The contacts of one node in one aligned round of a full mesh, as far as chance goes: those that it
/// makes, and those that the others make with it.
struct MeanContacts {
    /// The contacts that every node makes which makes any.
    private let made: Double
    private let direction: Direction
    private let others: Double

    init(of rumors: RumorSettings, nodes: Int) {
        made = Double(rumors.fanOut)
        direction = rumors.direction
        others = Double(nodes - 1)
    }

    /// Transfers that an infected node makes on average: it pushes in every contact that it makes, and
    /// answers as many pulls as it would make itself.
    var transfers: Double { made * ((direction.pushes ? 1 : 0) + (direction.pulls ? 1 : 0)) }

    /// The probability that a susceptible node is reached when this fraction of all nodes is infected:
    /// it is pushed to by any of them, or pulls from one.
    func chanceOfMeeting(_ infected: Double) -> Double {
        let all = others + 1
        let notPushed = (1 - made / others).power(all * infected)
        let notPulled = (1 - min(1, infected * all / others)).power(made)
        return 1 - (direction.pushes ? notPushed : 1) * (direction.pulls ? notPulled : 1)
    }

    /// The probability that an infected node is spared: that none of its contacts with this fraction of
    /// the others hits, where each hits with the given probability.
    ///
    /// It pushes in the contacts that it makes; every other node pulls from it by chance.
    func chanceOfNone(with fraction: Double, hitting: Double = 1) -> Double {
        let pushes = (1 - hitting * fraction).power(made)
        let pulls = (1 - hitting * made / others).power(others * fraction)
        return (direction.pushes ? pushes : 1) * (direction.pulls ? pulls : 1)
    }
}
