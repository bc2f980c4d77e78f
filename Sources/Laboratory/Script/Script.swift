/// A script and how errors call it.
struct Script: Hashable, Sendable {
    let source: String
    let steps: [ScriptStep]

    init(source: String, steps: [ScriptStep]) {
        self.source = source
        self.steps = steps
    }

    /// - Throws: `Complaint` with the line of the first command that cannot be.
    init(parsing text: String, source: String) throws(Complaint) {
        self.source = source
        do {
            steps = try ScriptParser.steps(of: text)
        } catch {
            throw .wrongUse("\(source), \(error.description)")
        }
    }

    /// Reads a script from a file, or from standard input when the path is `-`.
    ///
    /// - Throws: `Complaint`.
    init(path: String) throws(Complaint) {
        let text =
            path == "-" ? try TextFile.readStandardInput() : try TextFile.read(path, as: "script")
        try self.init(parsing: text, source: path == "-" ? "script" : "script \(path)")
    }
}
