import Dashboard
import TerminalUI

/// A key given to an action, as `[keys]` of the configuration file is handed on: `cut=x`, or `cut=`
/// for none at all.
struct KeyBinding: Hashable, Sendable {
    let action: String
    let key: Key?

    /// - Throws: `ValueError`.
    init(argument text: String) throws(ValueError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, KeyAction(rawValue: String(parts[0])) != nil else {
            throw .notAmong(KeyAction.allCases.map(\.rawValue))
        }
        action = String(parts[0])
        guard !parts[1].isEmpty else {
            key = nil
            return
        }
        guard let key = Key(name: String(parts[1])) else {
            throw .wrongForm("a key such as u, space, enter, ctrl-x, alt-x or f1")
        }
        self.key = key
    }
}

extension [KeyBinding] {
    /// The key table with these keys in place of the standard ones of their actions.
    ///
    /// - Throws: `BindingsError` when a key would have two meanings.
    func table() throws(BindingsError) -> Bindings {
        var keys: [String: [Key]] = [:]
        for binding in self {
            keys[binding.action, default: []] += [binding.key].compactMap(\.self)
        }
        return try Bindings.standard.remapped(keys)
    }
}
