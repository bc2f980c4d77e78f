import ClusterObservation
import TerminalUI

extension DashboardModel {
    /// Takes an event in; what has to be done outside is returned, in order.
    public mutating func update(_ event: DashboardEvent) -> [DashboardAction] {
        defer { prepareMap() }
        switch event {
        case .key(let key): return press(key)
        case .mouse(let event): return take(event)
        case .paste(let text): paste(text)
        case .resize(let size): resize(to: size)
        case .view(let view):
            take(view)
            return continueRepetition()
        case .themes(let news): take(news)
        case .exported(let result): take(result)
        }
        return []
    }

    private mutating func press(_ key: Key) -> [DashboardAction] {
        notice = nil
        pointer = Pointer()
        switch mode {
        case .form(let prompt): return press(key, in: prompt)
        case .filter: return pressInFilter(key)
        case .menu(let menu): return press(key, in: menu)
        case .palette(let palette): return press(key, in: palette)
        case .finder(let finder): return press(key, in: finder)
        case .screen, .help, .themes:
            guard let binding = bindings.binding(of: key, in: mode.context, on: panel) else {
                return []
            }
            return act(binding.action)
        }
    }

    /// Does what an action means, or says why it has no effect.
    mutating func act(_ action: KeyAction) -> [DashboardAction] {
        if let reason = refusal(of: action) {
            notice = Notice(text: reason, kind: .refusal)
            return []
        }
        return perform(action)
    }

    private mutating func resize(to size: Size) {
        self.size = size
        revealSelection()
    }

    private mutating func paste(_ text: String) {
        switch mode {
        case .form(var prompt):
            prompt.insert(text)
            mode = .form(prompt)
        case .palette(var palette):
            palette.field.insert(text)
            palette.edited()
            mode = .palette(palette)
        case .finder(var finder):
            finder.field.insert(text)
            mode = .finder(finder)
        case .filter: nodes.filter.insert(text)
        case .screen, .help, .menu, .themes: break
        }
    }
}
