import Foundation

/// Columns for people: as wide as they must be, words to the left, numbers to the right.
package struct TextTable {
    private var rows: [[String]]
    private let alignments: [Alignment]

    /// Where the texts of a column stand.
    package enum Alignment: Hashable, Sendable { case left, right }

    /// A table that has only its head yet.
    package init(_ columns: [(head: String, alignment: Alignment)]) {
        rows = [columns.map(\.head)]
        alignments = columns.map(\.alignment)
    }

    package mutating func add(_ row: [String]) {
        precondition(row.count == alignments.count, "\(row.count) of \(alignments.count) columns")
        rows.append(row)
    }

    /// The lines, with two blanks between columns and none at the end.
    package var lines: [String] {
        var columns = TextColumns(alignments)
        for row in rows { columns.widen(for: row) }
        return rows.map { columns.line($0) }
    }
}

/// The widths of columns, for lines that are printed one after the other.
struct TextColumns {
    private let alignments: [TextTable.Alignment]
    private var widths: [Int]

    /// Columns without any width yet.
    init(_ alignments: [TextTable.Alignment]) {
        self.alignments = alignments
        widths = alignments.map { _ in 0 }
    }

    /// Makes every column wide enough for its text.
    mutating func widen(for row: [String]) {
        for (column, text) in row.enumerated() { widths[column] = max(widths[column], text.count) }
    }

    /// A line with two blanks between columns and none at the end.
    func line(_ row: [String]) -> String {
        let line = row.indices.map { pad(row[$0], in: $0) }.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    private func pad(_ text: String, in column: Int) -> String {
        let blanks = String(repeating: " ", count: max(0, widths[column] - text.count))
        return switch alignments[column] {
        case .left: text + blanks
        case .right: blanks + text
        }
    }
}

extension Double {
    /// The number to so many significant digits.
    package func digits(_ count: Int) -> String { String(format: "%.\(count)g", self) }

    /// The number to so many digits behind the point.
    package func decimals(_ count: Int) -> String { String(format: "%.\(count)f", self) }
}
