import Testing

@testable import outbreak

/// Bytes are cut into lines, however they come.
@Suite struct LineBufferTests {
    private let text = Array("first\n\nsecond\nlast".utf8)

    @Test func `lines are the same in pieces of every length`() {
        for length in 1...text.count {
            var buffer = LineBuffer()
            var lines: [LineBuffer.Line] = []
            for start in stride(from: 0, to: text.count, by: length) {
                buffer.append(Array(text[start..<min(start + length, text.count)]))
                lines += buffer.takeLines()
            }
            buffer.end()
            lines += buffer.takeLines()
            #expect(lines == ["first", "", "second", "last"].map { .whole(Array($0.utf8)) })
        }
    }

    @Test func `a line that is too long is let go, and the next one is read`() {
        var buffer = LineBuffer(lineMax: 10)
        for piece in ["12345", "67890", "1", "234\n", "12345", "67890\n", "next", " is too long"] {
            buffer.append(Array(piece.utf8))
        }
        buffer.end()
        let lines = buffer.takeLines()
        #expect(lines == [.tooLong, .whole(Array("1234567890".utf8)), .tooLong])
    }
}
