import ClusterObservation

extension Prompt {
    /// What the answers ask for.
    ///
    /// - Throws: `PromptError` for the first answer that cannot be.
    func action() throws(PromptError) -> DashboardAction {
        let answers = answers
        switch kind {
        case .update(let node):
            return .perform(
                .write(at: node, key: ItemKey(answers[0]), value: ItemValue(answers[1])))
        case .delete(let node):
            return .perform(.delete(at: node, key: ItemKey(answers[0])))
        case .partition(let nodes):
            return .perform(.partition(groups: try Answer.groups(answers[0], of: nodes)))
        case .network:
            return .perform(.setNetwork(try Self.network(answers)))
        case .export:
            return try Self.export(answers)
        }
    }

    private static func network(_ answers: [String]) throws(PromptError) -> NetworkConditions {
        NetworkConditions(
            latency: try Answer.duration(answers[1], name: "latency"),
            jitter: try Answer.duration(answers[2], name: "jitter"),
            loss: try Answer.probability(answers[0], name: "loss"),
            duplication: try Answer.probability(answers[3], name: "duplication"),
            bandwidth: try Answer.bandwidth(answers[4]))
    }
}
