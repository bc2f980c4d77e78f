import Foundation

/// A folder that goes when the last who uses it goes.
final class ScratchFolder: Sendable {
    private let url = FileManager.default.temporaryDirectory
        .appendingPathComponent("outbreak-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { remove() }

    /// Takes it away with everything in it.
    func remove() { try? FileManager.default.removeItem(at: url) }

    var path: String { url.path }

    /// The path without links on its way.
    var resolved: String { url.resolvingSymlinksInPath().path }

    /// Writes a file, and makes the folders on its way.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
    }
}
