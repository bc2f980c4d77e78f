import ClusterObservation
import TerminalUI

/// What the mouse is about.
struct Pointer: Hashable, Sendable {
    /// A way from one node towards another, while the button is held.
    struct Drag: Hashable, Sendable {
        let from: NodeID
        var to: Point
    }

    var drag: Drag?
    /// Where the last click was, as long as nothing else was done: a second one there means more.
    var lastClick: Point?
}
