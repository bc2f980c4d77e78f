import ArgumentParser
import Foundation
import TerminalUI

extension CompletionKind {
    /// The names of the themes that there are, the user's among them, and theme files.
    static let themes = CompletionKind.custom { _, _, beginning in
        let environment = ProcessInfo.processInfo.environment
        return ThemeFiles(environment: environment, asked: "").names
            + themeFiles(beginning: beginning)
    }

    /// The theme files, and the folders that may hold some, in the folder that a path begins with.
    static func themeFiles(beginning: String) -> [String] {
        let end = beginning.lastIndex(of: "/").map { beginning.index(after: $0) }
        let folder = String(beginning[..<(end ?? beginning.startIndex)])
        let place = folder.isEmpty ? "." : (folder as NSString).expandingTildeInPath
        let files = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        return files.sorted().compactMap { file in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(place)/\(file)", isDirectory: &isFolder)
            if isFolder.boolValue { return "\(folder)\(file)/" }
            return ThemeFormat(file: file) == nil ? nil : folder + file
        }
    }
}
