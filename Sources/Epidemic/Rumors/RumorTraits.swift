/// What a contact has to know of how rumors spread, worked out once for all replicas that share it: the
/// settings themselves are large, and would be copied for each question.
struct RumorTraits: Sendable {
    /// Whether the contacting node offers what it has, and whether it asks for what the other has.
    let pushes: Bool
    let pulls: Bool
    /// Under push-then-pull: for how many rounds a rumor is pushed; who has nothing hot asks.
    let roundsOfPush: Int?
    /// When a node loses interest; nil where rumor mongering is off.
    let removal: Removal?
    /// How long a node that has asked waits at least before it asks again; nil where it asks in every round.
    /// News that begins a round says nothing of what else there is: where rounds begin periodically, too,
    /// a node asks once an interval, however many there are.
    let pause: Interval?
    /// Whether nodes begin their rounds by themselves.
    let hasFreeRounds: Bool
    /// Peers contacted in a round.
    let fanOut: Int
    /// What a push asks for.
    let answer: Push.Answer
    /// Whether rumors travel with a mark.
    let marksRumors: Bool
    /// Whether who is known to have a rumor is not told again.
    let sparesEchoes: Bool
    /// Whom it remembers to have a rumor, where echoes are spared.
    let holderMemory: Holders.Memory
    /// So much is hot at most that others wrote. Aligned rounds pass on everything.
    let passedOnMax: Int
    /// Whether a question of who is known to have a rumor can count as the unnecessary contact that it is: where
    /// nothing is pushed.
    let countsEchoesOfPulls: Bool
    /// How many contacts a node accepts in a round; nil where it accepts all.
    let connections: Int?

    /// - Parameter rumors: nil where rumor mongering is off.
    init(_ rumors: RumorSettings?) {
        if case .pushThenPull(let rounds)? = rumors?.removal {
            roundsOfPush = rounds
        } else {
            roundsOfPush = nil
        }
        removal = rumors?.removal
        if let rumors, rumors.trigger == .both, !rumors.removal.isTwoWay {
            pause = rumors.interval
        } else {
            pause = nil
        }
        pushes = rumors?.direction.pushes ?? false
        pulls = rumors?.direction.pulls ?? false
        hasFreeRounds = rumors?.rounds == .free
        fanOut = rumors?.fanOut ?? 0
        answer = rumors?.removal.needsFeedback == true ? .feedback : .none
        marksRumors = rumors?.marksRumors ?? false
        sparesEchoes = rumors?.sparesEchoes ?? false
        holderMemory = sparesEchoes && hasFreeRounds ? .near : .last
        passedOnMax = hasFreeRounds ? Limits.passedOnMax : Limits.hotRumorsMax
        countsEchoesOfPulls = sparesEchoes && !pushes
        connections = rumors?.limits.connections
    }

    /// Whether a round that begins now asks for what others have.
    @inline(__always) func isPullDue(at now: Instant, since pulled: Instant?) -> Bool {
        guard let pause, let pulled else { return true }
        return pulled + pause <= now
    }
}
