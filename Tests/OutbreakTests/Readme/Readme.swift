import Foundation

/// The README, and the parts of it that the program itself has written.
///
/// A recorded part stands between `<!-- recorded: NAME ARGUMENTS` and `<!-- end -->`; what follows
/// the first line of its comment are instructions, such as the script behind a picture.
struct Readme {
    /// One part that is recorded.
    struct Part {
        /// What writes it, and the words after that.
        let name: String
        let arguments: [String]
        let instructions: String
        /// What stands there now.
        let content: String
        fileprivate let lines: Range<Int>
    }

    private(set) var lines: [String]

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let file = root.appendingPathComponent("README.md")

    init() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var text: String { lines.joined(separator: "\n") }

    /// The recorded parts, in order.
    var parts: [Part] {
        lines.indices.filter { lines[$0].hasPrefix("<!-- recorded: ") }.compactMap(part)
    }

    private func part(at start: Int) -> Part? {
        guard let opened = lines[start...].firstIndex(where: { $0.hasSuffix("-->") }),
            let end = lines[opened...].firstIndex(of: "<!-- end -->")
        else { return nil }
        let words = lines[start].split(separator: " ").dropFirst(2).filter { $0 != "-->" }
        return Part(
            name: words.first.map(String.init) ?? "",
            arguments: words.dropFirst().map(String.init),
            instructions: lines[min(start + 1, opened)..<opened].joined(separator: "\n"),
            content: lines[(opened + 1)..<end].joined(separator: "\n"),
            lines: (opened + 1)..<end)
    }

    /// The text of the fenced blocks of a language.
    func blocks(of language: String) -> [String] {
        var blocks: [String] = []
        var open: [String]?
        for line in lines {
            if let block = open {
                open = line == "```" ? nil : block + [line]
                if open == nil { blocks.append(block.joined(separator: "\n")) }
            } else if line == "```\(language)" {
                open = []
            }
        }
        return blocks
    }

    /// Writes another text into a part, and the file.
    mutating func record(_ content: String, in part: Part) throws {
        lines.replaceSubrange(part.lines, with: content.components(separatedBy: "\n"))
        try Data(text.utf8).write(to: Self.file)
    }
}
