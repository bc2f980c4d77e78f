extension JSONValue {
    /// The one value of a text.
    ///
    /// Takes time in proportion to the text, whatever stands in it.
    ///
    /// - Throws: `JSONError`.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        var reader = JSONReader(bytes)
        self = try reader.readWhole()
    }

    /// The same of a string.
    ///
    /// - Throws: `JSONError`.
    public init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }
}

/// Reads one JSON text, which is UTF-8, from its first byte to its last.
struct JSONReader {
    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    /// Arrays and objects within each other: more than anybody writes, and fewer than a stack holds.
    static let depthMax = 128

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func readWhole() throws(JSONError) -> JSONValue {
        let value = try readValue()
        skipBlanks()
        guard place == bytes.count else { throw .unexpected(at: place) }
        return value
    }

    private mutating func readValue() throws(JSONError) -> JSONValue {
        skipBlanks()
        switch try peek() {
        case UInt8(ascii: "{"): return .object(try readObject())
        case UInt8(ascii: "["): return .array(try readArray())
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "t"): return try read("true", as: .bool(true))
        case UInt8(ascii: "f"): return try read("false", as: .bool(false))
        case UInt8(ascii: "n"): return try read("null", as: .null)
        default: return .number(try readNumber())
        }
    }

    // MARK: Values that hold others

    private mutating func readObject() throws(JSONError) -> JSONObject {
        try descend()
        defer { depth -= 1 }
        var object = JSONObject()
        guard try !takes("}") else { return object }
        repeat {
            skipBlanks()
            guard try peek() == UInt8(ascii: "\"") else { throw .unexpected(at: place) }
            let name = try readString()
            guard try takes(":") else { throw .unexpected(at: place) }
            object.append(name, try readValue())
        } while try takes(",")
        guard try takes("}") else { throw .unexpected(at: place) }
        return object
    }

    private mutating func readArray() throws(JSONError) -> [JSONValue] {
        try descend()
        defer { depth -= 1 }
        var values: [JSONValue] = []
        guard try !takes("]") else { return values }
        repeat { values.append(try readValue()) } while try takes(",")
        guard try takes("]") else { throw .unexpected(at: place) }
        return values
    }

    private mutating func descend() throws(JSONError) {
        depth += 1
        guard depth <= Self.depthMax else { throw .tooDeep(at: place) }
        place += 1
    }

    // MARK: Texts

    private mutating func readString() throws(JSONError) -> String {
        place += 1
        var text: [UInt8] = []
        while true {
            let byte = try next()
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += Array(String(try readEscape()).utf8)
            case 0..<UInt8(ascii: " "): throw .unexpected(at: place - 1)
            default: text.append(byte)
            }
        }
    }

    private mutating func readEscape() throws(JSONError) -> Unicode.Scalar {
        let byte = try next()
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readScalar()
        default: throw .unexpected(at: place - 1)
        }
    }

    /// A code point as one or two code units of UTF-16, four digits each.
    private mutating func readScalar() throws(JSONError) -> Unicode.Scalar {
        let start = place
        let first = try readUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, try next() == UInt8(ascii: "\\"), try next() == UInt8(ascii: "u")
        else { throw .unexpected(at: start) }
        let second = try readUnit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw .unexpected(at: start) }
        return scalar
    }

    private mutating func readUnit() throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(try next())).hexDigitValue else {
                throw .unexpected(at: place - 1)
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    // MARK: Numbers

    private mutating func readNumber() throws(JSONError) -> String {
        let start = place
        if bytes[place] == UInt8(ascii: "-") { place += 1 }
        let whole = place
        try readDigits()
        guard bytes[whole] != UInt8(ascii: "0") || place == whole + 1 else {
            throw .unexpected(at: whole)
        }
        if stands(".") {
            place += 1
            try readDigits()
        }
        if stands("e") || stands("E") {
            place += 1
            if stands("+") || stands("-") { place += 1 }
            try readDigits()
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func readDigits() throws(JSONError) {
        let start = place
        while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) {
            place += 1
        }
        guard place > start else {
            throw place < bytes.count ? .unexpected(at: place) : .ended
        }
    }

    // MARK: Bytes

    private mutating func read(_ word: String, as value: JSONValue) throws(JSONError) -> JSONValue {
        for byte in word.utf8 {
            guard try next() == byte else { throw .unexpected(at: place - 1) }
        }
        return value
    }

    /// Whether a sign comes next, behind blanks; it is taken then.
    private mutating func takes(_ sign: Unicode.Scalar) throws(JSONError) -> Bool {
        skipBlanks()
        guard try peek() == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    private func stands(_ sign: Unicode.Scalar) -> Bool {
        place < bytes.count && bytes[place] == UInt8(ascii: sign)
    }

    private func peek() throws(JSONError) -> UInt8 {
        guard place < bytes.count else { throw .ended }
        return bytes[place]
    }

    private mutating func next() throws(JSONError) -> UInt8 {
        let byte = try peek()
        place += 1
        return byte
    }

    private mutating func skipBlanks() {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }
}
