/// A large value that few owners have, kept outside of them: eight bytes where there is none.
struct Aside<Value: Sendable>: Sendable {
    private var kept: [Value] = []

    var value: Value? {
        get { kept.first }
        set { kept = newValue.map { [$0] } ?? [] }
    }

    /// Changes the value in its place; nil when there is none.
    mutating func change<Result>(_ change: (inout Value) -> Result) -> Result? {
        kept.isEmpty ? nil : change(&kept[0])
    }
}
