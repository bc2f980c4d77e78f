import ClusterObservation
import Epidemic

extension Interval {
    /// Reads a duration of the command line, as `init(written:)` does.
    ///
    /// - Throws: `ValueError`.
    package init(argument text: String) throws(ValueError) {
        do throws(IntervalFault) {
            try self.init(written: text)
        } catch {
            switch error {
            case .form: throw .wrongForm("a duration such as 300ms, 1.5s, 10m or 1h")
            case .tooLong: throw .outOfRange("a duration of at most 1000d")
            }
        }
    }
}
