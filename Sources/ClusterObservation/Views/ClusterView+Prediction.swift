/// Why theory has nothing to say of a cluster.
public enum PredictionRefusal: Hashable, Sendable {
    /// Rumors are switched off.
    case noRumors
    /// Every node has rounds of its own.
    case freeRounds
    /// Not every node can reach every other.
    case topology
    case cutLinks
    case lossyLinks
    case downNodes
    /// Too few nodes for the contacts that each makes.
    case tooFewNodes
}

extension ClusterView {
    /// Why no spread is predicted now; nil where one is.
    ///
    /// The mean field knows rumors in aligned rounds through a full mesh whose nodes are up and whose
    /// links are whole and lose nothing. It knows rumors alone: where mail, cache or anti-entropy repair
    /// as well, fewer are missed.
    public var predictionRefusal: PredictionRefusal? {
        guard let rumors = settings.rumors else { return .noRumors }
        if rumors.rounds != .aligned { return .freeRounds }
        if topology != .full { return .topology }
        if totals.down > 0 { return .downNodes }
        if totals.cuts > 0 { return .cutLinks }
        if let network, network.loss > 0 { return .lossyLinks }
        return SpreadPrediction(of: rumors, nodes: totals.live) == nil ? .tooFewNodes : nil
    }

    /// What theory expects from a point of a spread on; nil where none applies.
    public func prediction(from point: CurvePoint) -> SpreadPrediction? {
        guard predictionRefusal == nil, let rumors = settings.rumors, point.nodes > 0 else {
            return nil
        }
        let nodes = Double(point.nodes)
        return SpreadPrediction(
            of: rumors, nodes: point.nodes, susceptible: Double(point.susceptible) / nodes,
            infected: Double(point.infected) / nodes)
    }

    /// What theory expects of a rumor that begins now at one node; nil where none applies.
    public var predictionFromStart: SpreadPrediction? {
        guard predictionRefusal == nil, let rumors = settings.rumors else { return nil }
        return SpreadPrediction(of: rumors, nodes: totals.live)
    }
}
