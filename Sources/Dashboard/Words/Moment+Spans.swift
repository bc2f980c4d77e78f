import ClusterObservation

extension Moment {
    /// How long ago an earlier moment was.
    func since(_ earlier: Moment) -> TimeSpan {
        TimeSpan(nanoseconds: nanoseconds - earlier.nanoseconds)
    }

    /// The moment so much later.
    func later(by span: TimeSpan) -> Moment {
        Moment(nanoseconds: nanoseconds + span.nanoseconds)
    }
}
