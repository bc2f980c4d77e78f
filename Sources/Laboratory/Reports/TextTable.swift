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
        let widths = alignments.indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        return rows.map { row in
            let texts = row.indices.map { Self.pad(row[$0], to: widths[$0], alignments[$0]) }
            let line = texts.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    private static func pad(_ text: String, to width: Int, _ alignment: Alignment) -> String {
        let blanks = String(repeating: " ", count: width - text.count)
        return switch alignment {
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
