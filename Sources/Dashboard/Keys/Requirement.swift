import ClusterObservation

/// Something that must hold for a key to have an effect.
enum Requirement: Hashable, Sendable {
    /// The person may change the cluster.
    case changes
    /// The source can do it.
    case ability(Capabilities.Ability)
    /// The selected node is not down.
    case upNode
    /// The selected node is down.
    case downNode
    /// Another node than the selected one is marked, or the cursor of the links is on one.
    case linkChosen
    /// Where the links have the keys, the cursor is on one.
    case linkUnderCursor
    /// There is something to take back.
    case undoable
    /// A line of the log is selected.
    case line
    /// There are updates to choose from.
    case severalUpdates
}

extension DashboardModel {
    /// Why an action has no effect now, in one clause; nil when it has.
    func refusal(of action: KeyAction) -> String? { refusal(of: bindings[action]) }

    func refusal(of binding: Binding) -> String? {
        guard !binding.needs.isEmpty else { return nil }
        guard let view else { return "no view of the cluster has come yet" }
        return refusal(by: binding.needs, in: view)
    }

    /// The reason of the first of some requirements that does not hold.
    func refusal(by needs: [Requirement], in view: ClusterView) -> String? {
        for need in needs {
            if let reason = refusal(by: need, in: view) { return reason }
        }
        return nil
    }

    private func refusal(by need: Requirement, in view: ClusterView) -> String? {
        switch need {
        case .changes:
            access == .readOnly ? "a read-only session: nothing can be changed" : nil
        case .ability(let ability): view.capabilities.refusal(of: ability)
        case .upNode: refusalUnlessUp
        case .downNode: refusalUnlessDown
        case .linkChosen: panel == .links ? refusalUnlessOnLink : refusalUnlessMarked
        case .linkUnderCursor: panel == .links ? refusalUnlessOnLink : nil
        case .undoable: view.undoable == nil ? "there is nothing to take back" : nil
        case .line:
            log.selectedEvent == nil
                ? "no line is selected: select one with \(keyLabel(.up))" : nil
        case .severalUpdates:
            view.updates.isEmpty
                ? "no update was made yet: make one with \(keyLabel(.update))" : nil
        }
    }

    private var refusalUnlessUp: String? {
        guard selectedIsDown else { return nil }
        return "\(name(of: selected)) is down: select a node that is up, or restart it with "
            + keyLabel(.restart)
    }

    private var refusalUnlessDown: String? {
        selectedIsDown ? nil : "\(name(of: selected)) is up: select a node that is down"
    }

    private var refusalUnlessOnLink: String? {
        guard let link = linkDetail else { return "the links have not come yet" }
        guard link.condition == .absent else { return nil }
        return link.isToItself
            ? "a node has no link to itself: move the cursor to another column"
            : "\(name(of: link.link.from)) has no link to \(name(of: link.link.to)) "
                + "in this topology"
    }

    private var refusalUnlessMarked: String? {
        guard let marked else { return "no node is marked: mark one with \(keyLabel(.mark))" }
        guard marked == selected else { return nil }
        return "\(name(of: marked)) itself is marked: select the other end of the link"
    }

    /// The key that does something, as hints show it.
    func keyLabel(_ action: KeyAction) -> String {
        bindings[action].keys.first?.label ?? "(no key)"
    }
}
