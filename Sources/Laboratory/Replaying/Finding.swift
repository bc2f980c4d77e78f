/// What a command that hunts for faults has found: which promise was broken, and what tells it from others of
/// its kind.
struct Finding: Hashable, Sendable {
    let kind: String
    /// The same for the same fault; nil where the kind says it all.
    let fingerprint: String?
}

extension Finding: CustomStringConvertible {
    var description: String { fingerprint.map { "\(kind) \($0)" } ?? kind }
}

/// The commands whose findings can be looked for again.
enum Finder: String, CaseIterable {
    case hunt, explore

    /// Lives what a session says, and looks for a fault as the command does.
    ///
    /// - Returns: what is found; nil for nothing.
    /// - Throws: `Complaint` when the session lacks what the command needs.
    func finding(in session: SavedSession) throws(Complaint) -> Finding? {
        switch self {
        case .hunt: try FoundSession(session).finding()
        case .explore: try ExploredWay(reading: session).finding()
        }
    }
}

extension SavedSession {
    /// The failure that is recorded, and who found it; nil where nothing is.
    ///
    /// - Throws: `Complaint` when nobody knows how to look for it.
    func recordedFinding() throws(Complaint) -> (finder: Finder, finding: Finding)? {
        guard let kind = header[.violation] else { return nil }
        let name = header[.foundBy] ?? ""
        guard let finder = Finder(rawValue: name) else {
            let names = Finder.allCases.map(\.rawValue).joined(separator: ", ")
            throw .wrongUse(
                "\(script.source) was found by '\(name)', which must be one of \(names)")
        }
        return (finder, Finding(kind: kind, fingerprint: header[.fingerprint]))
    }
}
