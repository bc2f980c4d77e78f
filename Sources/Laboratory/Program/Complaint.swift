/// What went wrong, ready for people: one clear sentence that names the value and what would be
/// right, and the status to end with.
///
/// Errors of the libraries are enums with payloads; here, and nowhere below, they become text.
package struct Complaint: Error, Hashable, Sendable {
    package let sentence: String
    package let status: ExitStatus

    /// Somebody wrote something that cannot be.
    package static func wrongUse(_ sentence: String) -> Complaint {
        Complaint(sentence: sentence, status: .wrongUse)
    }

    /// The run failed, or the environment lacks something.
    package static func failed(_ sentence: String) -> Complaint {
        Complaint(sentence: sentence, status: .failed)
    }

    /// Nobody reads standard output any more, as when `head` has seen enough: nothing is said of it.
    package static let readerGone = Complaint(sentence: "", status: .readerGone)
}

extension Complaint: CustomStringConvertible {
    package var description: String { sentence }
}
