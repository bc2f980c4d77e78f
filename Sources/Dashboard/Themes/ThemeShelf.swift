/// The themes that can be chosen, by name, and the one that was.
///
/// The dashboard knows no more of themes than this: it says which one is wanted, and whoever runs it
/// finds that one and draws with it.
public struct ThemeShelf: Hashable, Sendable {
    /// The names in the order in which they are offered.
    public private(set) var names: [String]
    /// The one that was chosen.
    public private(set) var kept: String
    /// Why a theme cannot be shown, of those that were tried.
    private var troubles: [String: String] = [:]

    /// Makes a shelf; the one that was chosen is on it in any case.
    public init(_ names: [String] = [], kept: String = "dark") {
        self.names = names
        self.kept = kept
        add(kept)
    }

    /// Why a theme cannot be shown; nil if it can, or was never tried.
    func trouble(with name: String) -> String? { troubles[name] }

    mutating func keep(_ name: String) {
        kept = name
    }

    /// Forgets what was wrong with a theme: it may have been mended.
    mutating func tryAgain(_ name: String) {
        troubles[name] = nil
    }

    mutating func take(_ news: ThemeNews) {
        switch news {
        case .listed(let names):
            self.names = names
            add(kept)
        case .refused(let name, let reason): troubles[name] = reason
        case .renewed(let name): troubles[name] = nil
        case .remarked: break
        }
    }

    private mutating func add(_ name: String) {
        if !names.contains(name) { names.append(name) }
    }
}

/// What became known of themes.
public enum ThemeNews: Hashable, Sendable {
    /// These are the ones that there are now.
    case listed([String])
    /// This one cannot be shown, and why; the screen stays in the last one that can.
    case refused(String, reason: String)
    /// This one was changed where it is kept, and is shown as it is now.
    case renewed(String)
    /// This one is shown, but for what this says.
    case remarked(String, String)
}
