import Epidemic

/// Methods to compare: one, or all.
enum MethodChoice: String, CaseIterable {
    case all, full, checksum, recent
    case peelBack = "peel-back"
    case hashTree = "hash-tree"
    case sketch, auto

    static func read(_ text: String) throws -> MethodChoice { try Choice.read(text) }

    /// The methods that it stands for.
    var methods: [AntiEntropySettings.Method] {
        AntiEntropySettings.Method.allCases.filter { self == .all || $0.rawValue == rawValue }
    }
}
