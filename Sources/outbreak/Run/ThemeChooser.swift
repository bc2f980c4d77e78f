import Foundation
import TerminalUI

/// Finds the theme that was asked for: a shipped one or one of the user's by its name, or a file.
struct ThemeChooser {
    private let library: ThemeLibrary

    /// Themes in the user's folder are known by the names of their files.
    init(environment: [String: String]) throws(Complaint) {
        var library = ThemeLibrary.shipped
        if let folder = UserFolder(environment) {
            for file in folder.files(in: "themes") where file.hasSuffix(".toml") {
                let path = "\(folder.path)/themes/\(file)"
                library.add(
                    try TextFile.read(path, as: "theme file"), named: String(file.dropLast(5)))
            }
        }
        self.library = library
    }

    /// - Throws: `Complaint` naming the theme and what is wrong with it.
    func theme(_ name: String) throws(Complaint) -> Theme {
        do {
            guard Self.isPath(name), !library.names.contains(name) else {
                return try library.theme(named: name)
            }
            return try library.theme(
                parsing: try TextFile.read(name, as: "theme file"), source: name)
        } catch let error as ThemeError {
            throw .wrongUse(error.description)
        } catch let complaint as Complaint {
            throw complaint
        } catch {
            throw .wrongUse("theme \(name): \(error)")
        }
    }

    private static func isPath(_ name: String) -> Bool {
        name.contains("/") || name.hasSuffix(".toml")
            || FileManager.default.fileExists(atPath: name)
    }
}
