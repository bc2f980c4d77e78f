import Epidemic

/// A bound, or none.
enum Bound: Hashable, Sendable {
    case none
    case most(Int)

    /// - Throws: `ValueError`.
    init(argument text: String) throws(ValueError) {
        if text == "none" {
            self = .none
        } else if let number = Int(text), (1...Limits.connectionsMax).contains(number) {
            self = .most(number)
        } else {
            throw .outOfRange("none or a whole number from 1 to \(Limits.connectionsMax)")
        }
    }

    /// nil where there is none.
    var number: Int? {
        switch self {
        case .none: nil
        case .most(let number): number
        }
    }
}

extension Bound: CustomStringConvertible {
    var description: String { number.map { "\($0)" } ?? "none" }
}

extension ContactLimits.Hunt {
    /// - Throws: `ValueError`.
    init(argument text: String) throws(ValueError) {
        if text == "infinite" {
            self = .infinite
        } else if let number = Int(text), (0...Limits.huntTriesMax).contains(number) {
            self = .tries(number)
        } else {
            throw .outOfRange("infinite or a whole number from 0 to \(Limits.huntTriesMax)")
        }
    }
}

extension Double {
    /// Reads the exponent of a choice by distance.
    ///
    /// - Throws: `ValueError`.
    static func exponent(argument text: String) throws -> Double? {
        guard text != "off" else { return nil }
        guard let number = Double(text), (0...SpatialChoice.exponentMax).contains(number) else {
            throw ValueError.outOfRange(
                "off or a number from 0 to \(Int(SpatialChoice.exponentMax))")
        }
        return number
    }
}
