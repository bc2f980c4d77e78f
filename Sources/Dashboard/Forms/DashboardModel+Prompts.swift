import ClusterObservation
import TerminalUI

extension DashboardModel {
    /// Lets the open form have a key: what the table binds in forms, else editing.
    mutating func press(_ key: Key, in prompt: Prompt) -> [DashboardAction] {
        let bound = key.writesText ? nil : bindings.binding(of: key, in: .form, on: panel)?.action
        switch bound {
        case .accept: return hand(.enter, to: prompt)
        case .apply: return submit(prompt)
        case .nextField: return hand(.tab, to: prompt)
        case .previousField: return hand(.backTab, to: prompt)
        case .pageUp: return page(by: -1, in: prompt)
        case .pageDown: return page(by: 1, in: prompt)
        case .some(let action): return perform(action)
        case .none: return hand(key, to: prompt)
        }
    }

    private mutating func page(by pages: Int, in prompt: Prompt) -> [DashboardAction] {
        var prompt = prompt
        prompt.form.page(by: pages * PromptOverlay(prompt: prompt).pageRows(in: overlayArea))
        mode = .form(prompt)
        return []
    }

    private mutating func hand(_ key: Key, to prompt: Prompt) -> [DashboardAction] {
        var prompt = prompt
        switch prompt.form.handle(key) {
        case .submitted: return submit(prompt)
        case .cancelled: mode = .screen
        case .edited:
            prompt.problem = nil
            prompt.followKind()
            mode = .form(prompt)
        case .ignored: break
        }
        return []
    }

    /// Makes the action, or says in the form what is wrong; nothing typed is lost.
    private mutating func submit(_ prompt: Prompt) -> [DashboardAction] {
        do throws(PromptError) {
            let outcome = try prompt.outcome()
            // Whether a file can be written is known only when it is.
            mode = prompt.isExport ? .form(prompt) : .screen
            if case .command = outcome { unanswered = prompt }
            return carryOut(outcome)
        } catch {
            var prompt = prompt
            prompt.complain(error)
            mode = .form(prompt)
            return []
        }
    }

    private mutating func carryOut(_ outcome: Prompt.Outcome) -> [DashboardAction] {
        switch outcome {
        case .command(let command):
            if case .write(_, let key, let value) = command {
                proposal.wrote(key: key.description, value: value.description)
            }
            return [.perform(command)]
        case .action(let action): return [action]
        case .showLog(let filter):
            log.show(filter)
            return []
        }
    }
}

extension DashboardModel {
    var updatePrompt: Prompt {
        Prompt(
            .update(at: selected), title: "Update at \(name(of: selected))",
            fields: [("key", proposal.key), ("value", proposal.value)])
    }

    var deletePrompt: Prompt {
        Prompt(
            .delete(at: selected), title: "Delete at \(name(of: selected))",
            fields: [("key", keyToDelete)])
    }

    var partitionPrompt: Prompt {
        Prompt(
            .partition(nodes: nodeCount), title: "Partition into groups",
            fields: [("groups", "2")])
    }

    var networkPrompt: Prompt {
        Prompt(
            .network, title: "All links",
            fields: Self.fields(for: view?.lastingNetwork ?? NetworkConditions()))
    }

    /// The fields of a form for conditions, which propose those in force.
    static func fields(for now: NetworkConditions) -> [(label: String, proposal: String)] {
        let labels = ["loss", "latency", "jitter", "duplication", "bandwidth"]
        return zip(labels, Prompt.conditionAnswers(now)).map { ($0, $1) }
    }

    /// Every setting of the protocol, with what is in force when no scenario is under way.
    var settingsPrompt: Prompt {
        let settings = view?.lastingSettings ?? ProtocolSettings()
        let fields = SettingField.all.map { field in
            Form.Field(
                label: field.name, placeholder: field.text(settings) ?? SettingField.meaningless,
                standing: .inForce, choices: field.choices, heading: field.heading)
        }
        return Prompt(.settings(settings), title: "The protocol", form: Form(fields))
    }

    /// The entry selected in the inspector, else the focused key, else the one written last.
    private var keyToDelete: String {
        let isInspecting = panel == .inspector && inspector.tab == .entries
        let selectedKey = isInspecting ? inspector.key : nil
        return (selectedKey ?? view?.focus?.update.key)?.description ?? proposal.key
    }
}
