import Dashboard
import TerminalUI

/// The theme on the screen: the one that the dashboard wants, as far as it can be read, else the last
/// one that could.
struct ShownTheme {
    /// What to draw with.
    private(set) var theme: Theme
    /// Where a change may concern what can be chosen or what is shown.
    private(set) var places: WatchedPlaces

    private var files: ThemeFiles
    private var name: String
    private var trouble: String?
    /// The themes that were shown before, each as it was last whole.
    private var whole: [String: Theme]
    /// What was said already of themes that can be shown.
    private var told: Set<String> = []

    /// - Throws: `Complaint` when the theme asked for does not exist or is broken.
    init(_ name: String, environment: [String: String]) throws(Complaint) {
        files = ThemeFiles(environment: environment, asked: name)
        self.name = name
        theme = try files.theme(named: name)
        whole = [name: theme]
        places = files.places(around: name)
    }

    /// What is to be said of the theme that is shown first; once.
    mutating func remark() -> ThemeNews? {
        guard let remark = files.remark(onThemeNamed: name), told.insert(remark).inserted else {
            return nil
        }
        return .remarked(name, remark)
    }

    /// What there is to choose from.
    var shelf: ThemeShelf { ThemeShelf(files.names, kept: name) }

    /// Shows another theme.
    ///
    /// - Returns: what the dashboard shall know of it.
    mutating func show(_ wanted: String) -> ThemeNews? {
        guard wanted != name else { return nil }
        name = wanted
        return load()
    }

    /// Reads all files again and shows what has become of the theme.
    mutating func readAgain() -> [ThemeNews] {
        let before = (names: files.names, theme: theme, trouble: trouble)
        files = files.readAgain
        var news = files.names == before.names ? [] : [ThemeNews.listed(files.names)]
        let found = load()
        if case .refused = found {
            if trouble != before.trouble { news += [found].compactMap { $0 } }
        } else {
            if theme != before.theme || before.trouble != nil { news.append(.renewed(name)) }
            news += [found].compactMap { $0 }
        }
        return news
    }

    private mutating func load() -> ThemeNews? {
        places = files.places(around: name)
        do throws(Complaint) {
            theme = try files.theme(named: name)
            whole[name] = theme
            trouble = nil
            return remark()
        } catch {
            theme = whole[name] ?? theme
            trouble = error.sentence
            return .refused(name, reason: error.sentence)
        }
    }
}

extension ThemeFiles {
    /// The user's folder, and the theme's own file.
    fileprivate func places(around name: String) -> WatchedPlaces {
        WatchedPlaces(folder: folder, file: path(of: name))
    }
}
