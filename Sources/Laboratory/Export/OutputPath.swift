import Dashboard
import Foundation

/// The names of files that are written.
enum OutputPath {
    /// The path with a leading ~ resolved.
    static func full(_ path: String) -> String { NSString(string: path).expandingTildeInPath }

    /// Looks, before something that takes long, whether what it comes to can be written into a folder.
    ///
    /// - Throws: `Complaint` when there is no such folder, or nothing can be written into it.
    static func checkFolder(_ path: String, of option: String) throws(Complaint) {
        guard isWritableFolder(full(path)) else {
            throw .wrongUse(
                "\(option) '\(path)' must be a folder that is there and can be written into")
        }
    }

    /// The same for a file, which must not be there yet.
    static func checkFile(_ path: String, of option: String) throws(Complaint) {
        guard !FileManager.default.fileExists(atPath: full(path)) else {
            throw .wrongUse("\(option) '\(path)' is there already; give a path that is not")
        }
        let folder = NSString(string: full(path)).deletingLastPathComponent
        guard !path.isEmpty, !path.hasSuffix("/"), isWritableFolder(folder.isEmpty ? "." : folder)
        else {
            throw .wrongUse(
                "\(option) '\(path)' must be a file in a folder that is there and can be written into"
            )
        }
    }

    private static func isWritableFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let files = FileManager.default
        return files.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
            && files.isWritableFile(atPath: path)
    }

    /// What the dashboard is told when a file cannot be written.
    static func result(of trouble: OutputFile.Trouble, at path: String) -> ExportResult {
        switch trouble {
        case .exists: .exists(path: path, free: free(beside: path))
        case .refused(let reason):
            .failed("\(path) cannot be written: \(reason); give a path that can be written")
        }
    }

    /// What the dashboard is told when a recording cannot go on: what it has stays.
    static func brokenOff(by trouble: OutputFile.Trouble, at path: String) -> ExportResult {
        guard case .refused(let reason) = trouble else { return result(of: trouble, at: path) }
        return .failed(
            "the recording to \(path) has ended: \(reason); what was recorded until then is there")
    }

    /// `outbreak-42-2.svg` beside `outbreak-42.svg`: the first such name that is free.
    private static func free(beside path: String) -> String {
        let name = NSString(string: path)
        let (stem, suffix) = (name.deletingPathExtension, name.pathExtension)
        let ending = suffix.isEmpty ? "" : ".\(suffix)"
        let candidates = (2...).lazy.map { "\(stem)-\($0)\(ending)" }
        return candidates.first { !FileManager.default.fileExists(atPath: full($0)) } ?? path
    }
}
