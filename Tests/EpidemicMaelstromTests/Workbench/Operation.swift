import EpidemicMaelstrom

/// What one client asked, when, and what came of it.
struct Operation {
    /// A place in the history, and its moment in nanoseconds.
    struct Point: Hashable {
        let index: Int
        let time: Int64
    }

    /// How it ended.
    enum Outcome {
        case ok(JSONObject)
        /// It certainly did not happen.
        case failed(code: Int)
        /// Nobody knows whether it happened.
        case unknown
    }

    let request: JSONObject
    let invoked: Point
    let completed: Point
    let outcome: Outcome
    /// Whether it is one of the reads after the quiet period.
    var isFinal = false

    var type: String { request["type"]?.string ?? "" }

    /// The body of its answer; nil where there was none that says it happened.
    var answer: JSONObject? {
        if case .ok(let body) = outcome { body } else { nil }
    }

    /// Whether it may have happened.
    var mayHaveHappened: Bool {
        if case .failed = outcome { false } else { true }
    }
}
