import EpidemicSimulation

/// What a saved session says of itself below its first line: one `# name: value` a line, in any order.
///
/// Names are in small letters with hyphens. One may stand several times. Whoever reads a header passes over
/// the names that it does not know, so that a file can be read by programs that know less.
struct SessionHeader: Hashable, Sendable {
    /// One line.
    struct Field: Hashable, Sendable {
        let name: Name
        let value: String
    }

    /// What a line is about.
    struct Name: Hashable, Sendable, ExpressibleByStringLiteral {
        let text: String

        init(stringLiteral text: String) { self.text = text }

        fileprivate init?(_ text: Substring) {
            guard text.first?.isLetter == true,
                text.utf8.allSatisfy({ byte in
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                        || byte == UInt8(ascii: "-")
                })
            else { return nil }
            self.text = String(text)
        }

        /// The revision of the engine that made the run.
        static let engine: Name = "engine"
        /// The fingerprint of what the run has come to at the end of the file.
        static let ends: Name = "ends"
        /// Which command found the run, and so knows how to look for its failure again.
        static let foundBy: Name = "found-by"
        /// The failure that was found: its kind.
        static let violation: Name = "violation"
        /// What tells the failure from others of its kind.
        static let fingerprint: Name = "fingerprint"
    }

    var fields: [Field] = []

    init(_ fields: [Field] = []) { self.fields = fields }

    /// The lines below the first one, up to the first that says nothing of the session.
    init(reading lines: some Sequence<Substring>) {
        for line in lines {
            guard let field = Field(line) else { return }
            fields.append(field)
        }
    }

    /// The first value of a name.
    subscript(name: Name) -> String? { fields.first { $0.name == name }?.value }

    /// All values of a name, in order.
    func values(of name: Name) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    mutating func add(_ name: Name, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// The lines, each with its end.
    var text: String { fields.map { "# \($0.name.text): \($0.value)\n" }.joined() }
}

extension SessionHeader.Field {
    fileprivate init?(_ line: Substring) {
        guard line.hasPrefix("# "), let colon = line.firstIndex(of: ":"),
            let name = SessionHeader.Name(line[line.index(line.startIndex, offsetBy: 2)..<colon])
        else { return nil }
        self.name = name
        value = String(line[line.index(after: colon)...].drop { $0 == " " })
    }
}

extension SessionHeader {
    /// The revision of the engine that made the run; nil in files of programs that did not say.
    ///
    /// - Throws: `Complaint` when it is no number.
    func revision(in source: String) throws(Complaint) -> Int? {
        guard let text = self[.engine] else { return nil }
        guard let revision = Int(text), revision > 0 else {
            throw .wrongUse("\(source): engine '\(text)' must be a whole number of at least 1")
        }
        return revision
    }

    /// Looks whether this program gives the run that the file means.
    ///
    /// - Returns: what is to be said where that is not known, or is not so and was asked for.
    /// - Throws: `Complaint` when another revision made it, unless any will do.
    func checkRevision(
        in source: String, _ tolerance: RevisionTolerance
    ) throws(Complaint) -> String? {
        let current = EngineRevision.current
        guard let revision = try revision(in: source) else {
            return
                "\(source) does not say which revision of the engine made it: it may be another run "
                + "than it was (this is revision \(current))"
        }
        guard revision != current else { return nil }
        let difference =
            "\(source) was made by revision \(revision) of the engine and this is revision "
            + "\(current), under which it may be another run"
        guard tolerance == .any else {
            throw .wrongUse("\(difference); say --any-revision to run it nevertheless")
        }
        return difference
    }
}

/// Which revisions of the engine a saved run may have been made by.
enum RevisionTolerance { case current, any }
