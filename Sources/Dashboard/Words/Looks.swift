import ClusterObservation
import TerminalUI

/// How a node looks: by glyph, letter and colour alike, so that no state needs colour to be seen.
struct NodeLook: Hashable, Sendable {
    let role: Role
    let letter: Character
    /// In place of the theme's glyph of the role, where no state of its own is to be shown.
    private let plain: Glyph?

    init(_ dot: NodeDot) {
        switch dot.condition {
        case .down: self.init(role: .down, letter: " ")
        case .frozen: self.init(role: .frozen, letter: Self.state(dot.state).letter)
        case .arriving: self.init(role: .arriving, letter: Self.state(dot.state).letter)
        case .up: self = Self.state(dot.state)
        }
    }

    private init(role: Role, letter: Character, plain: Glyph? = nil) {
        self.role = role
        self.letter = letter
        self.plain = plain
    }

    /// The look of a state; without a focused update there is none, and a dash says so.
    static func state(_ state: NodeState?) -> NodeLook {
        switch state {
        case .susceptible: NodeLook(role: .susceptible, letter: "S")
        case .infected: NodeLook(role: .infected, letter: "I")
        case .removed: NodeLook(role: .removed, letter: "R")
        case .superseded: NodeLook(role: .superseded, letter: "R")
        case .undone: NodeLook(role: .alarm, letter: "B")
        case .forgotten: NodeLook(role: .dim, letter: "F", plain: .middleDot)
        case nil: NodeLook(role: .dim, letter: "–", plain: .susceptible)
        }
    }

    func glyph(in theme: Theme) -> Character { plain?.unicode ?? theme.glyph(role) }
}

extension MessageKind {
    /// How a message of the kind looks.
    var role: Role {
        switch self {
        case .rumor: .rumor
        case .feedback: .feedback
        case .pull: .pull
        case .mail: .mail
        case .cache: .cache
        case .antiEntropy: .antiEntropy
        case .membership: .membership
        }
    }
}
