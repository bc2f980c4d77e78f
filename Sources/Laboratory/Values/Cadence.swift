import Epidemic

/// How often something is done, or that it is not.
package enum Cadence: Hashable, Sendable {
    case off
    case every(Interval)

    /// - Throws: `ValueError`.
    package init(argument text: String) throws(ValueError) {
        guard text != "off" else {
            self = .off
            return
        }
        do {
            self = .every(try Interval(argument: text))
        } catch .wrongForm {
            throw .wrongForm("a duration such as 5s or 300ms, or off")
        }
    }

    /// The time between two of it; nil when it is off.
    package var interval: Interval? {
        switch self {
        case .off: nil
        case .every(let interval): interval
        }
    }
}

extension Cadence: CustomStringConvertible {
    package var description: String { interval?.description ?? "off" }
}
