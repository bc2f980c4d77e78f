/// The kinds of theme files, told apart by how their names end.
public enum ThemeFormat: Hashable, Sendable, CaseIterable {
    /// A theme of this program.
    case toml
    /// A theme of btop.
    case btop

    /// How the names of such files end.
    public var suffix: String {
        switch self {
        case .toml: ".toml"
        case .btop: ".theme"
        }
    }

    /// The format of a file by its name or path; nil when it is none of a theme.
    public init?(file: String) {
        guard let found = Self.allCases.first(where: { file.hasSuffix($0.suffix) }) else {
            return nil
        }
        self = found
    }
}
