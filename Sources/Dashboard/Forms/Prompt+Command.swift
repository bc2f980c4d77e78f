import ClusterObservation

extension Prompt {
    /// What the answers ask for.
    ///
    /// - Throws: `PromptError` for the first answer that cannot be.
    func command() throws(PromptError) -> ClusterCommand {
        let answers = answers
        switch kind {
        case .update(let node):
            return .write(at: node, key: ItemKey(answers[0]), value: ItemValue(answers[1]))
        case .delete(let node):
            return .delete(at: node, key: ItemKey(answers[0]))
        case .partition(let nodes):
            return .partition(groups: try Answer.groups(answers[0], of: nodes))
        case .network:
            return .setNetwork(try Self.network(answers))
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
