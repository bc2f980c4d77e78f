import Dashboard
import Foundation
import TerminalUI

/// The theme on the screen: the one that the dashboard wants, as far as it can be read, else the last
/// one that could.
struct ShownTheme {
    /// What to draw with.
    private(set) var theme: Theme
    /// The folders in which a change may concern what can be chosen or what is shown.
    private(set) var folders: [String]

    private var files: ThemeFiles
    private var name: String
    private var trouble: String?
    /// The themes that were shown before, each as it was last whole.
    private var whole: [String: Theme]

    /// - Throws: `Complaint` when the theme asked for does not exist or is broken.
    init(_ name: String, environment: [String: String]) throws(Complaint) {
        files = ThemeFiles(environment: environment, asked: name)
        self.name = name
        theme = try files.theme(named: name)
        whole = [name: theme]
        folders = files.folders(around: name)
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
        if let refused = load() {
            if trouble != before.trouble { news.append(refused) }
        } else if theme != before.theme || before.trouble != nil {
            news.append(.renewed(name))
        }
        return news
    }

    private mutating func load() -> ThemeNews? {
        folders = files.folders(around: name)
        do throws(Complaint) {
            theme = try files.theme(named: name)
            whole[name] = theme
            trouble = nil
            return nil
        } catch {
            theme = whole[name] ?? theme
            trouble = error.sentence
            return .refused(name, reason: error.sentence)
        }
    }
}

extension ThemeFiles {
    /// The user's folder and those that a theme's file is in.
    ///
    /// A theme is often a link into another folder of its owner's; a change is seen only there.
    fileprivate func folders(around name: String) -> [String] {
        let file = path(of: name).map { URL(fileURLWithPath: $0) }
        let places = [file, file?.resolvingSymlinksInPath()].compactMap {
            $0?.deletingLastPathComponent().path
        }
        return [folder].compactMap { $0 } + places
    }
}
