import Testing

@testable import TerminalUI

/// Rectangles and their division.
@Suite struct GeometryTests {
    @Test(arguments: ["120x40", "1x1", "1000x1000"])
    func `a size reads as it is written`(text: String) {
        #expect(Size(text)?.description == text)
    }

    @Test(arguments: [
        "0x0", "120", "x40", "120x", "-1x4", "+1x4", "1001x1", "80X24", "8 x 2", "1x2x3",
    ])
    func `what is no size is refused`(text: String) {
        #expect(Size(text) == nil)
    }

    @Test(arguments: 0...130)
    func `parts of a split lie side by side and fill the rectangle`(columns: Int) {
        let whole = Rectangle(column: 3, row: 2, columns: columns, rows: 5)
        let parts = whole.splitIntoColumns([.cells(20), .share(2), .atLeast(30, share: 1)])
        #expect(parts.reduce(0) { $0 + $1.columns } == columns)
        for (left, right) in zip(parts, parts.dropFirst()) where !right.isEmpty {
            #expect(left.endColumn == right.column)
        }
        if columns >= 50 { #expect(parts[0].columns == 20 && parts[2].columns >= 30) }
    }

    @Test func `a gap lies between parts`() {
        let parts = Rectangle(column: 0, row: 0, columns: 11, rows: 1)
            .splitIntoColumns([.share(1), .share(1)], gap: 1)
        #expect(parts.map(\.column) == [0, 6])
        #expect(parts.map(\.columns) == [5, 5])
    }

    @Test func `taking more than there is leaves nothing`() {
        let (top, rest) = Rectangle(column: 0, row: 0, columns: 5, rows: 2).splitTop(3)
        #expect(top.rows == 2)
        #expect(rest.isEmpty)
    }

    @Test func `a middle is cut down to what there is`() {
        let area = Rectangle(column: 0, row: 0, columns: 10, rows: 4)
        #expect(area.centred(Size(columns: 4, rows: 2)).origin == Point(column: 3, row: 1))
        #expect(area.centred(Size(columns: 40, rows: 20)) == area)
    }

    @Test(arguments: [nil, 0, 5, 9, 10, 50, 99])
    func `a window reveals a line with the least movement`(line: Int?) {
        let window = ScrollWindow(count: 100, visible: 10, first: 5).revealing(line)
        #expect(window.range.count == 10)
        if let line { #expect(window.range.contains(line)) }
        if line.map((5..<15).contains) ?? true { #expect(window.first == 5) }
    }
}
