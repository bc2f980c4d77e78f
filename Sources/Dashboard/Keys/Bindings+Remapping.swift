import TerminalUI

/// Why a key table was refused.
public enum BindingsError: Error, Hashable, Sendable {
    /// There is no action of this name.
    case unknownAction(String)
    /// Two actions would have the same key in the same place.
    case clash(key: Key, KeyAction, KeyAction)
    /// In forms such a key writes a letter, and could never act.
    case writesText(key: Key, KeyAction)
    /// A terminal sends another key in its place.
    case arrivesAs(key: Key, Key)
    /// The key sends a signal, and never becomes an action.
    case sendsSignal(key: Key, effect: String)
}

extension BindingsError: CustomStringConvertible {
    /// One sentence that names the value and what would be right.
    public var description: String {
        switch self {
        case .unknownAction(let name):
            "[keys] has no action \"\(name)\": use one of \(Self.actionNames)"
        case .clash(let key, let first, let second):
            "key \(key.name) is given to both \(first.rawValue) and \(second.rawValue): "
                + "give one of them another key"
        case .writesText(let key, let action):
            "key \(key.name) writes text in forms and cannot be \(action.rawValue): "
                + "use a key like tab, enter or ctrl-n"
        case .arrivesAs(let key, let other):
            "key \(key.name) cannot be told from \(other.name) by a terminal: "
                + "write \(other.name), or use a key like ctrl-n"
        case .sendsSignal(let key, let effect):
            "key \(key.name) \(effect) and cannot be an action: use a key like ctrl-n"
        }
    }

    private static var actionNames: String {
        KeyAction.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

extension Bindings {
    /// The table with other keys for some actions, by the names of `KeyAction`.
    ///
    /// - Parameter keys: for each action all its keys; an empty list takes them away.
    /// - Throws: `BindingsError` for the first trouble, in alphabetical order of the names.
    public func remapped(_ keys: [String: [Key]]) throws(BindingsError) -> Bindings {
        var result = self
        for name in keys.keys.sorted() {
            guard let action = KeyAction(rawValue: name),
                let position = records.firstIndex(where: { $0.action == action })
            else { throw .unknownAction(name) }
            result.records[position].keys = keys[name] ?? []
        }
        try result.validate()
        return result
    }

    /// - Throws: `BindingsError` when a key could not do what it is bound to.
    func validate() throws(BindingsError) {
        for context in Binding.Context.allCases { try validate(context) }
    }

    private func validate(_ context: Binding.Context) throws(BindingsError) {
        let inContext = records.filter { $0.contexts.contains(context) }
        for (place, record) in inContext.enumerated() {
            for key in record.keys {
                if let error = key.unreachable(for: record.action) { throw error }
                if context.takesText, !record.contexts.contains(.screen), key.writesText {
                    throw .writesText(key: key, record.action)
                }
                let other = inContext[..<place].first {
                    $0.keys.contains(key) && $0.meets(record, in: context)
                }
                if let other { throw .clash(key: key, other.action, record.action) }
            }
            if let twice = record.keys.first(where: { key in record.keys.count { $0 == key } > 1 })
            {
                throw .clash(key: twice, record.action, record.action)
            }
        }
    }
}

extension Binding.Context {
    /// Whether letters are typed there.
    fileprivate var takesText: Bool {
        switch self {
        case .form, .palette: true
        case .screen, .help, .menu: false
        }
    }
}

extension Key {
    /// Whether the key writes a character where text is asked for.
    var writesText: Bool {
        switch self {
        case .character: true
        default: false
        }
    }
}

extension Key {
    /// Why a key can never reach an action; `nil` for one that can.
    fileprivate func unreachable(for action: KeyAction) -> BindingsError? {
        switch absence {
        case .arrivesAs(let other): .arrivesAs(key: self, other)
        case .sendsSignal(let effect): .sendsSignal(key: self, effect: effect)
        case nil where self == .control("c") && action != .quit:
            .sendsSignal(key: self, effect: "ends the program")
        case nil: nil
        }
    }
}
