import ClusterObservation

/// Reading of what people type into forms.
enum Answer {
    /// `0.2` or `20%`.
    static func probability(_ text: String, name: String) throws(PromptError) -> Double {
        let isPercent = text.hasSuffix("%")
        let digits = isPercent ? text.dropLast() : text[...]
        guard let value = number(digits).map({ isPercent ? $0 / 100 : $0 }), value <= 1 else {
            throw .wrong(name: name, value: text, right: "from 0 to 1, or from 0% to 100%")
        }
        return value
    }

    /// `300ms`, `1.5s`, `2m`, `720h`, `0`, as on the command line.
    static func duration(_ text: String, name: String) throws(PromptError) -> TimeSpan {
        do throws(IntervalFault) {
            return try TimeSpan(written: text)
        } catch {
            let right =
                switch error {
                case .form: "a time such as 300ms or 1.5s"
                case .tooLong: "a time of at most 1000d"
                }
            throw .wrong(name: name, value: text, right: right)
        }
    }

    /// Bytes per second: `none`, `4000`, `64k`, `2M`.
    static func bandwidth(_ text: String) throws(PromptError) -> Int? {
        if text == "none" { return nil }
        let factor = text.hasSuffix("k") ? 1_000 : text.hasSuffix("M") ? 1_000_000 : 1
        let digits = factor == 1 ? text[...] : text.dropLast()
        guard let count = Int(digits), (1...1_000_000_000).contains(count) else {
            throw .wrong(
                name: "bandwidth", value: text, right: "none, or bytes per second such as 64k")
        }
        return count * factor
    }

    /// A number of groups that a cluster can be split into.
    static func groups(_ text: String, of nodes: Int) throws(PromptError) -> Int {
        let most = max(2, nodes)
        guard let count = Int(text), (2...most).contains(count) else {
            throw .wrong(name: "groups", value: text, right: "a whole number from 2 to \(most)")
        }
        return count
    }

    /// A link alone, or `both` for the other direction too.
    static func ways(
        _ text: String, of link: DirectedLink, proposal: String
    ) throws(PromptError) -> [DirectedLink] {
        if text == "both" { return [link, link.reversed] }
        guard text == proposal else {
            throw .wrong(name: "ways", value: text, right: "\(proposal) or both")
        }
        return [link]
    }

    private static func number(_ text: Substring) -> Double? {
        guard let value = Double(text), value.isFinite, value >= 0 else { return nil }
        return value
    }
}
