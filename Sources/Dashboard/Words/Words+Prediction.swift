import ClusterObservation

extension Words {
    /// Why theory has nothing to say.
    static func predictionRefusal(_ refusal: PredictionRefusal) -> String {
        switch refusal {
        case .noRumors: "rumors are off"
        case .freeRounds: "rounds are not aligned"
        case .topology: "no full mesh"
        case .cutLinks: "links are cut"
        case .lossyLinks: "messages get lost"
        case .downNodes: "nodes are down"
        case .tooFewNodes: "too few nodes"
        }
    }

    /// What became another when counting began anew.
    static func restart(_ cause: SpreadChange.Cause) -> String {
        switch cause {
        case .settings: "other settings"
        case .network: "another network"
        case .nodes: "another number of nodes"
        case .links: "other links"
        }
    }
}
