import TOMLKit

/// Reads TOML of anybody.
///
/// The library (toml++ 3.4) asserts what anybody can write otherwise, and ends the program then; and it
/// reads no further than to a NUL. What `TOMLScan` finds is refused before.
package enum TOMLText {
    /// The table of a document.
    ///
    /// - Throws: `TOMLFlaw` with the line.
    package static func table(_ text: String) throws(TOMLFlaw) -> TOMLTable {
        if let flaw = TOMLScan.flaw(in: text) { throw flaw }
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw TOMLFlaw(line: error.source.begin.line, reason: error.description)
        } catch {
            throw TOMLFlaw(line: 1, reason: "\(error)")
        }
    }
}

/// Why a text is not TOML.
package struct TOMLFlaw: Error, Hashable, Sendable {
    /// From 1.
    package let line: Int
    /// The parser's words.
    package let reason: String
}
