import ClusterObservation
import TerminalUI

extension DashboardModel {
    /// Does what a key is bound to; the needs of the binding hold already.
    mutating func perform(_ action: KeyAction) -> [DashboardAction] {
        switch action {
        case .update: mode = .form(updatePrompt)
        case .delete: mode = .form(deletePrompt)
        case .repeatRumor: return repeatRumor()
        case .sortBy: nodes.sortByNextColumn()
        case .sortReversed: nodes.reverse()
        case .filter: mode = .filter
        case .keepRepeating: return toggleRepetition()
        case .partition: mode = .form(partitionPrompt)
        case .network: mode = .form(panel == .links ? linkPrompt : networkPrompt)
        case .export: mode = .form(exportPrompt(.svg))
        case .record: return toggleRecording()
        case .kill: return [.perform(.kill(selected))]
        case .restart: return [.perform(.restart(selected, .kept))]
        case .restartEmpty: return restartEmpty()
        case .freeze: return [.perform(selectedIsFrozen ? .thaw(selected) : .freeze(selected))]
        case .isolate: mode = .menu(Menu(kind: .isolation(of: selected)))
        case .addNode: return [.perform(.addNode)]
        case .mark: marked = marked == selected ? nil : selected
        case .cut: return panel == .links ? toggleDirection() : toggleLink()
        case .cutBoth: return toggleBothDirections()
        case .heal: return [.perform(.heal)]
        case .scenario: mode = .menu(Menu(kind: .scenarios))
        case .undo: return undo()
        case .loss, .latency, .speed, .go, .panel:
            mode = .palette(Palette("\(action.rawValue) "))
        case .set: mode = .form(settingsPrompt)
        case .select: openFinder()
        case .command: mode = .palette(Palette())
        case .complete: if case .palette(let palette) = mode { complete(palette) }
        case .pause: return togglePause()
        case .stepEvent: return stepOn(.stepEvent)
        case .stepRound: return stepOn(.stepRound)
        case .backRound: return turnBack(.backRound)
        case .faster: return changeSpeed(by: 2)
        case .slower: return changeSpeed(by: 0.5)
        case .nextUpdate: focusUpdate(by: 1)
        case .previousUpdate: focusUpdate(by: -1)
        case .nextPanel: goToPlace(by: 1)
        case .previousPanel: goToPlace(by: -1)
        case .nextTab: goToTab(by: 1)
        case .previousTab: goToTab(by: -1)
        case .overview: arrange(for: .overview)
        case .teaching: arrange(for: .teaching)
        case .faults: arrange(for: .faults)
        case .measuring: arrange(for: .measuring)
        case .up: move(.up)
        case .down: move(.down)
        case .left: move(.left)
        case .right: move(.right)
        case .pageUp: move(.pageUp)
        case .pageDown: move(.pageDown)
        case .first: move(.first)
        case .last: move(.last)
        case .finerTime: changeTimeScale(to: timeScale.finer)
        case .coarserTime: changeTimeScale(to: timeScale.coarser)
        case .filterLog: mode = .form(logFilterPrompt)
        case .jump: return jumpToLine()
        case .zoom: zoom = zoom == .none ? .zoomed : .none
        case .accept: return acceptInList()
        case .apply, .nextField, .previousField: break
        case .back: goBack()
        case .theme: toggleThemes()
        case .mouse: toggleMouse()
        case .help: toggleHelp()
        case .quit: return [.quit]
        }
        revealSelection()
        return []
    }

    /// Cuts the chosen link both ways when it is whole, and else restores it; a partition between
    /// its ends cuts it too.
    private func toggleLink() -> [DashboardAction] {
        marked.map { toggleLink(between: $0, and: selected) } ?? []
    }

    /// The same with the link between two nodes.
    func toggleLink(between one: NodeID, and other: NodeID) -> [DashboardAction] {
        guard let view else { return [] }
        let there = DirectedLink(from: one, to: other)
        let both = [there, there.reversed]
        let isSplit = dot(of: one)?.group != dot(of: other)?.group
        let isWhole = both.allSatisfy {
            isSplit ? view.bridges.contains($0) : !view.cuts.contains($0)
        }
        return [.perform(isWhole ? .cut(both) : .restore(both))]
    }

    /// Asks first where the lost disk cannot come back with the past.
    private mutating func restartEmpty() -> [DashboardAction] {
        guard view?.capabilities.refusal(of: .turnBack) != nil else {
            return [.perform(.restart(selected, .lost))]
        }
        mode = .menu(Menu(kind: .losing(diskOf: selected)))
        return []
    }

    /// Takes the last fault back, and says which one it was.
    private mutating func undo() -> [DashboardAction] {
        if let deed = view?.undoable {
            notice = Notice(text: "taken back: \(deed)", kind: .information)
        }
        return [.perform(.undo)]
    }

    /// The next older (1) or newer (-1) update among those that can be focused, going round.
    private mutating func focusUpdate(by step: Int) {
        guard let updates = view?.updates, !updates.isEmpty else { return }
        let current = updates.firstIndex { $0.id == focus }
        let next = current.map { ($0 + step + updates.count) % updates.count } ?? 0
        focus = updates[next].id
        inspector.followed = nil
    }

    private mutating func acceptInList() -> [DashboardAction] {
        switch mode {
        case .menu(let menu): return take(menu.row, of: menu)
        case .themes(let menu): keepTheme(of: menu)
        case .palette(let palette): return submit(palette)
        case .finder(let finder): submit(finder)
        case .screen, .form, .filter, .help: break
        }
        return []
    }

    private mutating func goBack() {
        if case .finder(let finder) = mode {
            leave(finder)
        } else if mode != .screen {
            mode = .screen
        } else if panel == .nodes, !nodes.filter.isEmpty {
            clearFilter()
        } else if panel == .log, log.filter != nil {
            log.show(nil)
        } else if repetition.isOn {
            repetition.end()
        } else if zoom == .zoomed {
            zoom = .none
        } else {
            marked = nil
        }
    }

    private mutating func toggleHelp() {
        switch mode {
        case .help: mode = .screen
        case .screen, .form, .filter, .menu, .palette, .finder, .themes: mode = .help(scroll: 0)
        }
    }
}
