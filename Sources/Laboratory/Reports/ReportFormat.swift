import ArgumentParser

/// How a command reports.
package enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people.
    case text
    /// One array of objects.
    case json
    /// One line for each object, under a header.
    case csv
}
