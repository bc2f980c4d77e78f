import Foundation
import TerminalUI

/// The themes that can be chosen by name: the shipped ones, those in the user's folder, and the file
/// that the command line gives, which is known by its path.
///
/// A file that is broken is told of only when its theme is asked for.
struct ThemeFiles {
    /// The user's folder, whether it exists or not.
    let folder: String?
    private let asked: String

    private var library = ThemeLibrary.shipped
    private var paths: [String: String] = [:]
    private var complaints: [String: Complaint] = [:]

    /// - Parameter asked: what the command line asks for, a name or the path of a file.
    init(environment: [String: String], asked: String) {
        self.init(folder: UserFolder(environment).map { $0.path + "/themes" }, asked: asked)
    }

    private init(folder: String?, asked: String) {
        self.folder = folder
        self.asked = asked
        readFolder()
        if !names.contains(asked), Self.isPath(asked) { read(asked, as: asked) }
    }

    /// The themes as they are on disk now.
    var readAgain: ThemeFiles { ThemeFiles(folder: folder, asked: asked) }

    /// The shipped themes first, then the user's in alphabetical order, then the file given.
    private(set) var names = ThemeLibrary.shipped.names

    /// Where a theme is kept; nil for a shipped one.
    func path(of name: String) -> String? { paths[name] }

    /// What is to be said of a theme that can be shown; nil for most.
    func remark(onThemeNamed name: String) -> String? { library.remark(onThemeNamed: name) }

    /// - Throws: `Complaint` naming the theme and what is wrong with it.
    func theme(named name: String) throws(Complaint) -> Theme {
        if let complaint = complaints[name] { throw complaint }
        do {
            return try library.theme(named: name)
        } catch {
            throw .wrongUse(error.description)
        }
    }
}

extension ThemeFiles {
    /// Of two files of one name that of our own format counts.
    private mutating func readFolder() {
        guard let folder else { return }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var found: [String: String] = [:]
        for format in ThemeFormat.allCases {
            for file in files where ThemeFormat(file: file) == format {
                let name = String(file.dropLast(format.suffix.count))
                if found[name] == nil { found[name] = file }
            }
        }
        for (name, file) in found.sorted(by: { $0.key < $1.key }) {
            read("\(folder)/\(file)", as: name)
        }
    }

    private mutating func read(_ path: String, as name: String) {
        paths[name] = path
        if !names.contains(name) { names.append(name) }
        do {
            library.add(try Self.text(of: path), named: name, source: path)
        } catch {
            complaints[name] = error
        }
    }

    private static func text(of path: String) throws(Complaint) -> String {
        switch ThemeFormat(file: path) {
        case .btop: try TextFile.readLeniently(path, as: "theme file")
        case .toml, nil: try TextFile.read(path, as: "theme file")
        }
    }

    private static func isPath(_ name: String) -> Bool {
        name.contains("/") || ThemeFormat(file: name) != nil
            || FileManager.default.fileExists(atPath: name)
    }
}
