import Foundation

@testable import Laboratory

/// What a report prints, in the order in which it does.
final class PrintedReport: @unchecked Sendable {
    private let lock = NSLock()
    private var printed = ""

    /// Everything that was printed up to now.
    var text: String { lock.withLock { printed } }

    /// A report that is printed here.
    func stream(_ format: ReportFormat) -> ReportStream {
        ReportStream(format, patience: .never) { [self] text throws(Complaint) in
            lock.withLock { printed += text }
        }
    }
}

extension StreamedReport {
    /// All that it prints.
    func text(in format: ReportFormat) throws -> String {
        let printed = PrintedReport()
        let stream = printed.stream(format)
        try stream.add(self)
        try stream.finish()
        return printed.text
    }
}
