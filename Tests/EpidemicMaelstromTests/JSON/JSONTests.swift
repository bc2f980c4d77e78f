import EpidemicMaelstrom
import Testing

/// JSON comes back as it was written, and what is none is refused.
@Suite struct JSONTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "1.0", "1e400", "-12.50E-7",
        "123456789012345678901234567890",
        "\"\"", "\"a b\"", "\"é😀\"", "\"\\\"\\\\\\u0001\\n\"", "[]", "{}", "[1,[2,[]],{}]",
        "{\"b\":1,\"a\":{\"c\":[null]},\"b\":2}",
    ])
    func `a value is written as it was read`(text: String) throws {
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test func `blanks and escapes mean what they stand for`() throws {
        let text = " { \"a\" : [ 1 , \"\\u0041\\ud83d\\ude00\\/\\t\" ]\r\n} "
        #expect(try JSONValue(parsing: text).text == "{\"a\":[1,\"A😀/\\u0009\"]}")
    }

    @Test(arguments: [
        "", " ", "nul", "tru e", "01", "-", "1.", ".5", "+1", "1e", "\"", "\"\\x\"", "\"\\u12\"",
        "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\u{1}\"", "[1", "[1,]", "[,1]",
        "{\"a\"}",
        "{\"a\":}", "{a:1}", "{\"a\":1,}", "1 2", "[1]]", "'a'", "NaN",
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test func `bytes that are no text are refused`() {
        #expect(throws: JSONError.notUTF8) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func `what is nested without end is refused, and what is nested deeply is not`() throws {
        let deep = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
        #expect(try JSONValue(parsing: deep).text == deep)
        let endless = Array(repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(throws: JSONError.tooDeep(at: 128)) { try JSONValue(parsing: endless) }
    }

    @Test func `values beside each other are not nested`() throws {
        let wide = "[" + Array(repeating: "[]", count: 1_000).joined(separator: ",") + "]"
        #expect(try JSONValue(parsing: wide).array?.count == 1_000)
    }

    @Test func `every prefix of a text is refused, and no flipped bit is a crash`() throws {
        let text = Array("{\"a\":[1.5e3,\"\\u00e9\",null],\"b\":{\"c\":true}}".utf8)
        for end in text.indices {
            #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text[..<end])) }
        }
        for place in text.indices {
            for bit in 0..<8 {
                var damaged = text
                damaged[place] ^= 1 << UInt8(bit)
                // Read again, what was read is the same.
                guard let value = try? JSONValue(parsing: damaged) else { continue }
                #expect(try JSONValue(parsing: value.text) == value)
            }
        }
    }
}
