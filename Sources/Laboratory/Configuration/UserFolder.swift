import Foundation

/// The folder of a user's own files for this program.
struct UserFolder: Hashable, Sendable {
    let path: String

    /// - Returns: nil when the environment names no home. A relative path does not count, by the
    ///   rule of the XDG base directories.
    init?(_ environment: [String: String]) {
        if let config = environment["XDG_CONFIG_HOME"], config.hasPrefix("/") {
            path = config + "/outbreak"
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            path = home + "/.config/outbreak"
        } else {
            return nil
        }
    }

    /// The path of a file in it, if it exists.
    func existing(_ name: String) -> String? {
        let path = path + "/" + name
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The names of the files in a folder of it, sorted.
    func files(in folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)
        return (names ?? []).sorted()
    }
}
