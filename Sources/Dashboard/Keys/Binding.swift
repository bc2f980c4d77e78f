import TerminalUI

/// One line of the key table: which keys do what, where, when, and how it is told.
public struct Binding: Hashable, Sendable {
    /// What the keys do.
    public let action: KeyAction
    /// The keys, the one that hints show first.
    public internal(set) var keys: [Key]
    /// A word or two for the hint line.
    public let label: String
    /// One sentence for the help and the manual.
    public let help: String
    /// The heading under which the help lists it.
    public let group: Group
    /// Where the keys work.
    let contexts: [Context]
    /// The panels that must have the keys; none lets them work whichever has.
    let panels: [PanelID]
    /// What must hold; the first that does not is the reason for which it is dimmed.
    let needs: [Requirement]
    /// Whether the hint line offers it.
    let hint: Hint

    /// The headings of the help, in its order.
    public enum Group: String, CaseIterable, Hashable, Sendable {
        case table = "The table"
        case nodes = "Nodes"
        case network = "The network"
        case time = "Time"
        case view = "What is looked at"
        case forms = "Forms"
        case program = "The program"
    }

    /// What the keyboard is talking to.
    enum Context: CaseIterable, Hashable, Sendable {
        case screen, form, help
        /// A list to choose from.
        case menu
        /// A field above such a list.
        case palette
    }

    /// Where a binding stands in the hint line.
    enum Hint: Hashable, Sendable {
        /// In the order of the table, while there is room.
        case listed
        /// Likewise, on wide screens.
        case minor
        /// Always, at the right end.
        case kept
        /// Only in the help.
        case absent
    }

    init(
        _ action: KeyAction, _ keys: [String], _ label: String, _ help: String, _ group: Group,
        in contexts: [Context] = [.screen], on panels: [PanelID] = [], needs: [Requirement] = [],
        hint: Hint = .listed
    ) {
        self.action = action
        self.keys = keys.map(Self.key)
        self.label = label
        self.help = help
        self.group = group
        self.contexts = contexts
        self.panels = panels
        self.needs = needs
        self.hint = hint
    }

    private static func key(named name: String) -> Key {
        guard let key = Key(name: name) else { preconditionFailure("no key is named \(name)") }
        return key
    }

    /// Whether the keys work in a context while a panel has them.
    func works(in context: Context, on panel: PanelID) -> Bool {
        contexts.contains(context) && (panels.isEmpty || panels.contains(panel))
    }

    /// Whether two bindings could ever want the same key at the same time.
    func meets(_ other: Binding, in context: Context) -> Bool {
        guard contexts.contains(context), other.contexts.contains(context) else { return false }
        return panels.isEmpty || other.panels.isEmpty
            || panels.contains(where: other.panels.contains)
    }

    /// All keys as the help writes them, or how the action is called where there is none.
    public var keyLabels: String {
        keys.isEmpty ? ":\(action.rawValue)" : keys.map(\.label).joined(separator: " ")
    }
}
