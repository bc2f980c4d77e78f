import ClusterObservation
import TerminalUI

/// What is typed after `/` to find a node; the best one is selected at once.
struct Finder: Hashable, Sendable {
    var field = TextField()
    /// The row of the list that was gone to.
    var row = 0
    /// The node that was selected before, to come back to.
    let origin: NodeID
}

extension DashboardModel {
    /// How many nodes are listed.
    static let foundMax = 16

    /// Nodes whose names begin with a text, an equal one first; a number alone is a name, too.
    ///
    /// Names follow from the place in the roster, so that nobody has to be asked for them; those that
    /// are known to differ are found by what is known.
    func nodes(matching text: String) -> [NodeID] {
        let text = text.lowercased()
        let digits = text.hasPrefix("n") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, let number = Int(digits), number >= 0 else {
            return knownNodes(matching: text)
        }
        var found: [NodeID] = []
        var stretch = number..<number + 1
        while found.count < Self.foundMax, stretch.lowerBound < nodeCount {
            let part = stretch.clamped(to: 0..<nodeCount).prefix(Self.foundMax - found.count)
            found += part.map { NodeID($0) }
            guard number > 0 else { break }
            stretch = stretch.lowerBound * 10..<stretch.upperBound * 10
        }
        return found.filter { name(of: $0).lowercased().contains(digits) }
    }

    private func knownNodes(matching text: String) -> [NodeID] {
        guard text != "n", !text.isEmpty else {
            return (0..<min(Self.foundMax, nodeCount)).map { NodeID($0) }
        }
        let dots = (view?.dots ?? []).filter { $0.name.lowercased().hasPrefix(text) }
        return dots.prefix(Self.foundMax).map(\.node)
    }

    /// - Throws: `PromptError` when no node has the name.
    func node(named name: String) throws(PromptError) -> NodeID {
        let wanted = name.lowercased()
        let found = nodes(matching: wanted).first {
            self.name(of: $0).lowercased() == wanted || "\($0.index)" == wanted
        }
        guard let found else {
            throw .unknownNode(
                name, last: nodeCount > 0 ? self.name(of: NodeID(nodeCount - 1)) : "")
        }
        return found
    }
}

extension DashboardModel {
    /// Opens the finder at the selected node.
    mutating func openFinder() {
        mode = .finder(Finder(origin: selected))
    }

    /// Lets the finder have a key: what the table binds there, else editing.
    mutating func press(_ key: Key, in finder: Finder) -> [DashboardAction] {
        let bound = key.writesText ? nil : bindings.binding(of: key, in: .palette, on: panel)
        if let action = bound?.action { return act(action) }
        var finder = finder
        guard finder.field.handle(key) else { return [] }
        finder.row = 0
        mode = .finder(finder)
        preview(finder)
        return []
    }

    mutating func move(_ movement: Movement, in finder: Finder) {
        var finder = finder
        let count = nodes(matching: finder.field.text).count
        finder.row = movement.row(from: finder.row, of: count, page: 10)
        mode = .finder(finder)
        preview(finder)
    }

    /// Selects what is found so far, or what was selected before.
    mutating func preview(_ finder: Finder) {
        let found =
            finder.field.isEmpty && finder.row == 0 ? [] : nodes(matching: finder.field.text)
        select(found.at(finder.row) ?? finder.origin)
        revealSelection()
    }

    /// Stays at the node that was found; else says that there is none.
    mutating func submit(_ finder: Finder) {
        guard !nodes(matching: finder.field.text).isEmpty else { return }
        mode = .screen
    }

    /// Goes back to where the search began.
    mutating func leave(_ finder: Finder) {
        select(finder.origin)
        mode = .screen
    }

    /// The finder as it is drawn.
    func overlay(of finder: Finder) -> ListOverlay {
        let found = nodes(matching: finder.field.text)
        let rows = found.map { node in
            ListOverlay.Row(
                key: "", name: name(of: node), text: dot(of: node).map(Words.node) ?? "")
        }
        let total = Words.count(nodeCount, "node")
        let caption =
            found.isEmpty
            ? ListOverlay.Caption(
                warning: PromptError.unknownNode(
                    finder.field.text, last: name(of: NodeID(max(0, nodeCount - 1)))
                ).description)
            : ListOverlay.Caption(text: "\(total). The one found is selected as you type.")
        return ListOverlay(
            title: "Find a node", field: finder.field, prefix: "/", rows: rows,
            selected: found.isEmpty ? nil : finder.row, caption: caption, rowsMin: 8)
    }
}
