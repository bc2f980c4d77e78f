import ClusterObservation

extension Timeline {
    /// Lives the run again from its beginning up to this place – not the future that may lie beyond – and
    /// tells what happens while it does.
    func replay<Failure: Error>(
        _ observer: (RunEvent) throws(Failure) -> Void
    ) throws(Failure) {
        var past = begunAnew
        for event in past.takeRecord() { try observer(event) }
        while past.isBefore(self) {
            for event in past.advanceTelling() { try observer(event) }
        }
    }
}
