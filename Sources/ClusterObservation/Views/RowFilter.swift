/// Which nodes a table of nodes shows: words that must all hold.
///
/// `up`, `arriving`, `frozen` and `down` are conditions; `state:s`, `state:i`, `state:r` and `state:b` are the
/// state for the focused update, where one that holds what wins over it, or has forgotten it, counts as
/// removed, and `b` is one to which came back what the update won over. Every other word is a part of the
/// name, in capitals or not.
public struct RowFilter: Hashable, Sendable {
    fileprivate enum Condition: Hashable, Sendable { case up, arriving, frozen, down }

    private var conditions: [Condition] = []
    private var states: [[NodeState]] = []
    private var parts: [String] = []

    /// Understands the words of a filter; no words leave every node.
    public init(_ text: String) {
        for word in text.lowercased().split(separator: " ") {
            switch word {
            case "up": conditions.append(.up)
            case "arriving": conditions.append(.arriving)
            case "frozen": conditions.append(.frozen)
            case "down": conditions.append(.down)
            case "state:s": states.append([.susceptible])
            case "state:i": states.append([.infected])
            case "state:b": states.append([.undone])
            case "state:r": states.append([.removed, .superseded, .forgotten])
            default: parts.append(String(word))
            }
        }
    }

    /// Whether it lets every node through.
    public var isEmpty: Bool { isOfNames && parts.isEmpty }

    /// Whether names alone decide: it lets the same nodes through whatever happens to them.
    public var isOfNames: Bool { conditions.isEmpty && states.isEmpty }

    /// Whether a node is let through.
    ///
    /// - Parameter state: its state for the focused update; nil when there is none.
    public func contains(name: String, condition: NodeCondition, state: NodeState?) -> Bool {
        conditions.allSatisfy { $0.holds(of: condition) }
            && states.allSatisfy { state.map($0.contains) ?? false }
            && (parts.isEmpty || containsAllParts(name.lowercased()))
    }

    private func containsAllParts(_ name: String) -> Bool {
        parts.allSatisfy { name.contains($0) }
    }
}

extension RowFilter.Condition {
    fileprivate func holds(of condition: NodeCondition) -> Bool {
        switch (self, condition) {
        case (.up, .up), (.up, .arriving), (.arriving, .arriving), (.frozen, .frozen),
            (.down, .down):
            true
        case (.up, _), (.arriving, _), (.frozen, _), (.down, _): false
        }
    }
}
