import Epidemic

/// What a replica said happened inside it.
struct Testimony: Sendable {
    let node: Int
    let trace: Trace
}
