import ArgumentParser

/// A command that says itself how it ended.
package protocol EndingCommand: ParsableCommand {
    /// Runs it.
    ///
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus
}
