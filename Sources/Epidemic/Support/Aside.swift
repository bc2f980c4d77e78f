/// A large value that few owners have, or that they have rarely, kept outside of them: eight bytes where
/// there is none.
struct Aside<Value: Sendable>: Sendable {
    private var kept: [Value] = []

    /// Whether there is none.
    var isEmpty: Bool { kept.isEmpty }

    var value: Value? {
        get { kept.first }
        set {
            guard let newValue else { return kept = [] }
            if kept.isEmpty { kept = [newValue] } else { kept[0] = newValue }
        }
    }

    /// Changes the value, or looks at it, in its place; nil when there is none.
    @discardableResult
    mutating func change<Result>(_ change: (inout Value) -> Result) -> Result? {
        kept.isEmpty ? nil : change(&kept[0])
    }

    /// The same where there is one from then on.
    mutating func change<Result>(
        orBegin first: @autoclosure () -> Value, _ change: (inout Value) -> Result
    ) -> Result {
        if kept.isEmpty { kept = [first()] }
        return change(&kept[0])
    }
}
