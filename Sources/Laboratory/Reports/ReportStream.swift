import Foundation

/// A report that is printed while it is measured, so that nothing is lost when the rest never comes.
///
/// In text it consists of lines, in JSON and CSV of records. A signal may break it off at any time:
/// what is printed is whole then, a JSON array with its end.
package final class ReportStream: @unchecked Sendable {
    package typealias Write = @Sendable (String) throws(Complaint) -> Void

    let format: ReportFormat
    private let put: Write
    /// How long a reader that takes nothing in keeps a report from being broken off.
    private let patience: DispatchTimeInterval
    private let lock = NSLock()
    // Guarded by the lock.
    private var recordCount = 0
    private var kept: Kept?
    private var isEnded = false

    /// What is printed if the report is broken off now; made only then.
    private typealias Kept = () -> (lines: [String], records: [Record])

    /// - Parameter put: takes what is printed, by default for standard output.
    package init(
        _ format: ReportFormat, patience: DispatchTimeInterval = .seconds(3),
        put: @escaping Write = { text throws(Complaint) in try StandardOutput.write(text) }
    ) {
        self.format = format
        self.patience = patience
        self.put = put
    }

    /// Prints lines, if the report is in text.
    ///
    /// - Throws: `Complaint` when they cannot be written.
    package func add(_ lines: @autoclosure () -> [String]) throws(Complaint) {
        guard format == .text else { return }
        let lines = lines()
        lock.lock()
        defer { lock.unlock() }
        kept = nil
        try write(lines)
    }

    /// Prints lines that are ripe, and keeps others.
    ///
    /// - Throws: `Complaint` when they cannot be written.
    package func add(
        _ lines: @autoclosure () -> [String], areRipe: Bool
    ) throws(Complaint) {
        if areRipe { try add(lines()) } else { keep(lines()) }
    }

    /// Keeps lines that are not ripe yet. They are printed if the report is broken off now.
    package func keep(_ lines: @autoclosure () -> [String]) {
        guard format == .text else { return }
        let lines = lines()
        lock.withLock { kept = { (lines, []) } }
    }

    /// Keeps a whole report that is not ripe yet, as `keep(_:)` does lines. It is made when it is printed.
    package func keep(_ report: @autoclosure @escaping () -> some StreamedReport) {
        let isText = format == .text
        lock.withLock {
            kept = {
                let report = report()
                return isText ? (report.lines, []) : ([], report.records)
            }
        }
    }

    /// Prints a report that comes as a whole.
    ///
    /// - Throws: `Complaint` when it cannot be written.
    package func add(_ report: some StreamedReport) throws(Complaint) {
        try add(report.lines)
        try add(report.records)
    }

    /// Prints records, if the report is made of them.
    ///
    /// - Throws: `Complaint` when they cannot be written.
    package func add(_ records: @autoclosure () -> [Record]) throws(Complaint) {
        guard format != .text else { return }
        let records = records()
        lock.lock()
        defer { lock.unlock() }
        kept = nil
        try write(records)
    }

    private func write(_ records: [Record]) throws(Complaint) {
        for record in records {
            switch format {
            case .json: try write((recordCount == 0 ? "[" : Record.jsonSeparator) + record.json)
            case .csv: try write((recordCount == 0 ? [record.csvHead] : []) + [record.csvLine])
            case .text: break
            }
            recordCount += 1
        }
    }

    /// Ends the report; nothing more is printed.
    ///
    /// - Throws: `Complaint` when its end cannot be written.
    package func finish() throws(Complaint) {
        lock.lock()
        defer { lock.unlock() }
        try writeEnd()
    }

    /// Ends the report before its time: with what is kept, and in text with a line that says so.
    ///
    /// A reader that takes nothing in keeps whoever prints to it from going on; it is waited for only so
    /// long, and gets no end.
    package func breakOff() {
        let end = DispatchSemaphore(value: 0)
        Thread.detachNewThread { [self] in
            printEnd()
            end.signal()
        }
        _ = end.wait(timeout: .now() + patience)
    }

    private func printEnd() {
        lock.lock()
        defer { lock.unlock() }
        guard !isEnded else { return }
        // Whoever breaks it off ends the process with another status; there is nobody to tell.
        if let kept = kept?() {
            try? write(kept.lines)
            try? write(kept.records)
        }
        if format == .text { try? write(["", "Broken off here."]) }
        try? writeEnd()
    }

    /// Breaks the report off at a signal, and ends the process with its status.
    ///
    /// - Returns: the sources, to be kept alive.
    package func breakOffAtSignals() -> [any DispatchSourceProtocol] {
        EndSignals.exitOnArrival(after: breakOff)
    }

    private func writeEnd() throws(Complaint) {
        if format == .json, !isEnded { try write((recordCount == 0 ? "[" : "") + "]\n") }
        isEnded = true
    }

    private func write(_ lines: [String]) throws(Complaint) {
        try write(lines.map { $0 + "\n" }.joined())
    }

    private func write(_ text: String) throws(Complaint) {
        guard !isEnded, !text.isEmpty else { return }
        try put(text)
    }
}

/// What is reported as a whole: lines for people, and records for programs.
package protocol StreamedReport {
    var lines: [String] { get }
    var records: [Record] { get }
}
