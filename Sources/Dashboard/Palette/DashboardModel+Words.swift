import ClusterObservation
import TerminalUI

/// A word that can stand as an argument.
struct OfferedWord {
    var name: String
    /// What it is, in a few words.
    var text = ""
    var key = ""
    /// What is said of it while it is selected.
    var caption = ""

    var row: ListOverlay.Row { ListOverlay.Row(key: key, name: name, text: text) }
}

extension DashboardModel {
    /// The words that fit a parameter and begin with what was typed, an equal one first.
    func words(for kind: Command.Parameter.Kind, of line: CommandLine) -> [OfferedWord] {
        let typed = line.lastWord.lowercased()
        switch kind {
        case .node: return nodes(matching: typed).map(word)
        case .text, .quantity: return []
        case .key, .setting, .settingValue, .theme, .panel, .column, .scenario, .isolation,
            .export:
            break
        }
        let all = words(for: kind, after: line.arguments.first ?? "")
        return all.filter { $0.name.lowercased() == typed }
            + all.filter {
                $0.name.lowercased().hasPrefix(typed) && $0.name.lowercased() != typed
            }
    }

    private func words(
        for kind: Command.Parameter.Kind, after first: String
    ) -> [OfferedWord] {
        switch kind {
        case .key: return knownKeys.map { OfferedWord(name: $0) }
        case .setting: return SettingField.all.map(word)
        case .settingValue: return SettingField.named(first).map(values) ?? []
        case .theme: return themes.names.map { OfferedWord(name: $0) }
        case .panel: return PanelRecord.all.map { OfferedWord(name: $0.commandName) }
        case .column:
            return RowOrder.Column.allCases.map { OfferedWord(name: $0.rawValue, text: $0.title) }
        case .export: return ExportKind.allCases.map { OfferedWord(name: $0.rawValue) }
        case .isolation: return Isolation.allCases.map { OfferedWord(name: $0.rawValue) }
        case .scenario:
            return items(of: .scenarios).map {
                OfferedWord(
                    name: $0.name, text: $0.summary, key: String($0.letter), caption: $0.sentence)
            }
        case .node, .text, .quantity: return []
        }
    }

    private func word(for node: NodeID) -> OfferedWord {
        OfferedWord(name: name(of: node), text: dot(of: node).map(Words.node) ?? "")
    }

    private func word(for field: SettingField) -> OfferedWord {
        let now = view.flatMap { field.text($0.settings) } ?? SettingField.meaningless
        return OfferedWord(name: field.name, text: "now \(now)", caption: field.sentence)
    }

    private func values(of field: SettingField) -> [OfferedWord] {
        let now = view.flatMap { field.text($0.settings) }
        return field.choices.map {
            OfferedWord(name: $0, text: $0 == now ? "in force" : "", caption: field.sentence)
        }
    }

    /// The keys of the entries in view and of the latest updates, each once.
    private var knownKeys: [String] {
        let keys =
            (view?.updates.map(\.key.description) ?? [])
            + (detail?.entries.map(\.update.key.description) ?? [])
        var seen: Set<String> = []
        return keys.filter { seen.insert($0).inserted }
    }
}
