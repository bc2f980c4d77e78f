import ClusterObservation

extension Answer {
    /// `2`, `0.5`, `1/4`, `4×`: virtual seconds in a second.
    static func speed(_ text: String) throws(PromptError) -> Double {
        let digits = text.hasSuffix("×") || text.hasSuffix("x") ? text.dropLast() : text[...]
        let parts = digits.split(separator: "/", omittingEmptySubsequences: false).map {
            Double($0)
        }
        let value: Double? =
            switch parts.count {
            case 1: parts[0]
            case 2: parts[0].flatMap { upper in parts[1].map { upper / $0 } }
            default: nil
            }
        guard let value, TimeStatus.speeds.contains(value) else {
            throw .wrong(name: "speed", value: text, right: "from 0.001 to 1000")
        }
        return value
    }

    /// `12.5`, `12.5s`, `1:07.2`: a moment of the run.
    static func moment(_ text: String) throws(PromptError) -> Moment {
        let digits = text.hasSuffix("s") ? text.dropLast() : text[...]
        let parts = digits.split(separator: ":", omittingEmptySubsequences: false).map {
            Double($0)
        }
        let seconds = parts.reduce(Double?(0)) { sum, part in
            guard let sum, let part, part >= 0 else { return nil }
            return sum * 60 + part
        }
        guard let seconds, parts.count <= 3, seconds < 1e9 else {
            throw .wrong(name: "moment", value: text, right: "seconds such as 12.5, or 1:07.2")
        }
        return Moment(nanoseconds: Int64((seconds * 1e9).rounded()))
    }
}
