import ClusterObservation
import TerminalUI

/// A short list above the panels, of which one line is taken, by Enter or by its letter.
struct Menu: Hashable, Sendable {
    /// What is offered.
    enum Kind: Hashable, Sendable {
        case scenarios
        /// Which messages of a node get lost.
        case isolation(of: NodeID)
        /// Whether a node's disk shall be lost, where that cannot be taken back.
        case losing(diskOf: NodeID)
    }

    var kind: Kind
    /// The selected line.
    var row = 0
}

/// One line of a menu.
struct MenuItem: Hashable {
    /// The key that takes it at once.
    var letter: Character
    var name: String
    /// Whether it is in force already, in a word; empty when not.
    var state = ""
    /// What it does, in a few words.
    var summary: String
    /// What will be seen, for somebody who sees it for the first time.
    var sentence: String
    var plan: Plan
    /// Where what it does is best watched; nil leaves the screen as it is.
    var viewpoint: Viewpoint?
}

/// Whom to look at, and in which panel.
struct Viewpoint: Hashable, Sendable {
    var selected: NodeID
    var marked: NodeID?
    var panel: PanelID
}

/// What something would ask of the source, or why it cannot be.
enum Plan: Hashable, Sendable {
    case commands([ClusterCommand])
    case impossible(String)

    /// Why it cannot be; nil when it can.
    var refusal: String? {
        switch self {
        case .commands: nil
        case .impossible(let reason): reason
        }
    }
}
