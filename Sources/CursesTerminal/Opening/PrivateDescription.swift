import Foundation
import TerminalUI

/// A terminal description of our own on top of the one that the user has.
///
/// Few descriptions say that the terminal takes any colour. Rather than rewrite the user's palette,
/// we compile a description that says it, into a folder of files that can be made again.
struct PrivateDescription: Hashable, Sendable {
    /// The description that it builds upon.
    let base: String
    /// What it says about colours.
    let colours: Colours

    enum Colours: String, Hashable, Sendable {
        /// Any colour, by its components.
        case direct
        /// The palette of 256.
        case indexed
    }

    /// What the screen opens with; the number changes when the source below does.
    var name: String { "outbreak2-\(colours.rawValue)-\(base)" }

    /// The source as `tic` reads it.
    var source: String {
        ([name + "|our own description,"] + capabilities.map { "\t\($0)," } + [
            "\tuse=\(base),", "",
        ])
        .joined(separator: "\n")
    }

    private var capabilities: [String] {
        switch colours {
        case .direct:
            [
                "RGB", "colors#0x1000000", "pairs#0x10000", "ccc@", "initc@", "initp@", "oc@",
                "op=\\E[39;49m", Self.setDirect("setaf", 38), Self.setDirect("setab", 48),
            ]
        case .indexed:
            [
                "colors#0x100", "pairs#0x10000", "ccc@", "initc@", "oc@", "op=\\E[39;49m",
                "setaf=\\E[38;5;%p1%dm", "setab=\\E[48;5;%p1%dm",
            ]
        }
    }

    private static func setDirect(_ capability: String, _ code: Int) -> String {
        "\(capability)=\\E[\(code);2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm"
    }

}

extension PrivateDescription {
    /// Makes sure that the description stands compiled in a folder.
    ///
    /// - Returns: the folder to set TERMINFO to, or `nil` when there is no `tic`, or no folder, or
    ///   a name that is none: then the base must do.
    func compiled(into cache: String?) -> String? {
        guard let cache, base.allSatisfy({ $0.isLetter || $0.isNumber || "+-._".contains($0) })
        else { return nil }
        let folder = cache + "/terminfo"
        let target = "\(folder)/\(name.prefix(1))/\(name)"
        if FileManager.default.fileExists(atPath: target) { return folder }
        return compile(to: target) ? folder : nil
    }

    /// Compiles beside the target and moves it there, so that nobody reads half a description.
    private func compile(to target: String) -> Bool {
        let files = FileManager.default
        let workshop = files.temporaryDirectory.path + "/outbreak-\(UUID().uuidString)"
        defer { try? files.removeItem(atPath: workshop) }
        do {
            let place = (target as NSString).deletingLastPathComponent
            try files.createDirectory(atPath: workshop, withIntermediateDirectories: true)
            try files.createDirectory(atPath: place, withIntermediateDirectories: true)
            let source = workshop + "/source"
            try self.source.write(toFile: source, atomically: true, encoding: .utf8)
            guard try runCompiler(on: source, into: workshop) else { return false }
            try? files.moveItem(atPath: "\(workshop)/\(name.prefix(1))/\(name)", toPath: target)
            return files.fileExists(atPath: target)
        } catch {
            return false
        }
    }

    private func runCompiler(on source: String, into folder: String) throws -> Bool {
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = ["tic", "-x", "-o", folder, source]
        compiler.standardInput = FileHandle.nullDevice
        compiler.standardOutput = FileHandle.nullDevice
        compiler.standardError = FileHandle.nullDevice
        try compiler.run()
        compiler.waitUntilExit()
        return compiler.terminationStatus == 0
    }
}
