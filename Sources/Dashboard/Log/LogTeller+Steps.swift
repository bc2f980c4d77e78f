import ClusterObservation

extension LogTeller {
    /// What happened in one step of time.
    func words(for step: TimeStep) -> String {
        switch step {
        case .arrival(let link, let kind):
            "\(Words.messageKind(kind)) from \(model.name(of: link.from)) came to "
                + model.name(of: link.to)
        case .due(let node, let task): "\(model.name(of: node)) \(Words.task(task))"
        case .round(let round): "round \(Words.grouped(round)) begins"
        case .told: "one more step"
        }
    }
}

extension Words {
    /// What a node does when it is time for it.
    static func task(_ task: NodeTask) -> String {
        switch task {
        case .round: "begins its round, or ends its wait for feedback"
        case .cache: "looks whether it has anything to share from its cache"
        case .antiEntropy: "looks for somebody to compare tables with"
        case .exchange: "looks whether its exchange was answered"
        case .certificate: "looks for deletions that are old enough to be let go"
        case .membership: "looks after its list of members"
        case .arrival: "asks again whether the others are ready"
        case .contact: "makes its contact of this round"
        case .nothing: "had a timer that means nothing any more"
        }
    }
}
