extension ClusterView {
    /// What the mean field says of the focused update from here on; nil where none applies: it knows
    /// rumors in aligned rounds through a full mesh whose links are whole and lose nothing.
    ///
    /// It knows rumors alone. Where mail, cache or anti-entropy repair as well, fewer are missed.
    public var prediction: SpreadPrediction? {
        guard let focus, let rumors = settings.rumors, isFieldLike(rumors) else { return nil }
        let live = Double(totals.live)
        return SpreadPrediction(
            of: rumors, nodes: totals.live, susceptible: Double(focus.susceptible) / live,
            infected: Double(focus.infected) / live)
    }

    /// The mean field of a rumor that begins now at one node; nil where none applies.
    public var predictionFromStart: SpreadPrediction? {
        guard let rumors = settings.rumors, isFieldLike(rumors) else { return nil }
        return SpreadPrediction(of: rumors, nodes: totals.live)
    }

    private func isFieldLike(_ rumors: SpreadingSettings) -> Bool {
        let losesNothing = network.map { $0.loss == 0 } ?? true
        return topology == .full && totals.cuts == 0 && losesNothing && rumors.rounds == .aligned
    }
}
