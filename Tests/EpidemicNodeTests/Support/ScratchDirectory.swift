import Foundation

/// A folder that goes when the last who uses it goes.
final class ScratchDirectory {
    private let url = FileManager.default.temporaryDirectory
        .appendingPathComponent("outbreak-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The path of something in it.
    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Copies a folder within it, as `cp -r` does.
    func copy(_ name: String, to copy: String) throws {
        try FileManager.default.copyItem(atPath: path(name), toPath: path(copy))
    }

    /// Puts the contents of a copied data directory back into its files, as `cat copy > file` does: they
    /// stay the same files, with the mark by which a copy would be known.
    func restore(_ copy: String, over name: String) throws {
        let manager = FileManager.default
        let old = Set(try manager.contentsOfDirectory(atPath: path(copy))).subtracting(["mark"])
        for file in try manager.contentsOfDirectory(atPath: path(name))
        where file != "mark" && !old.contains(file) {
            try manager.removeItem(atPath: path("\(name)/\(file)"))
        }
        for file in old {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path("\(copy)/\(file)")))
            let place = path("\(name)/\(file)")
            if !manager.fileExists(atPath: place) {
                _ = manager.createFile(atPath: place, contents: nil)
            }
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: place))
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: bytes)
            try handle.close()
        }
    }

    /// Turns every occurrence of some bytes in a file into others.
    func replace(_ bytes: String, with others: String, in name: String) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: path(name)))
        while let range = data.range(of: Data(bytes.utf8)) {
            data.replaceSubrange(range, with: Data(others.utf8))
        }
        try data.write(to: URL(fileURLWithPath: path(name)))
    }
}
