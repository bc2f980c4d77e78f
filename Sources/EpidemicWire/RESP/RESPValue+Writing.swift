extension RESPValue {
    /// The bytes of this value in a dialect.
    public func encoded(as version: RESPVersion) -> [UInt8] {
        var bytes: [UInt8] = []
        write(as: version, into: &bytes)
        return bytes
    }

    /// Appends the bytes of this value in a dialect.
    public func write(as version: RESPVersion, into bytes: inout [UInt8]) {
        switch self {
        case .simple(let text): bytes.append(line: "+", text)
        case .error(let text): bytes.append(line: "-", text)
        case .integer(let number): bytes.append(line: ":", number)
        case .bulk(let block): bytes.append(block: "$", block)
        case .array(let values): values.write(after: "*", as: version, into: &bytes)
        case .map(let pairs): pairs.write(as: version, into: &bytes)
        case .set(let values):
            values.write(after: version == .resp2 ? "*" : "~", as: version, into: &bytes)
        case .push(let values):
            values.write(after: version == .resp2 ? "*" : ">", as: version, into: &bytes)
        case .null, .double, .boolean, .verbatim: writeScalar(as: version, into: &bytes)
        }
    }

    /// The kinds that only RESP3 has a form for.
    private func writeScalar(as version: RESPVersion, into bytes: inout [UInt8]) {
        switch (self, version) {
        case (.null, .resp2): bytes.append(line: "$", -1)
        case (.null, .resp3): bytes.append(line: "_", "")
        case (.double(let number), .resp2): bytes.append(block: "$", Array(number.resp.utf8))
        case (.double(let number), .resp3): bytes.append(line: ",", number.resp)
        case (.boolean(let truth), .resp2): bytes.append(line: ":", truth ? 1 : 0)
        case (.boolean(let truth), .resp3): bytes.append(line: "#", truth ? "t" : "f")
        case (.verbatim(let text), .resp2): bytes.append(block: "$", Array(text.utf8))
        case (.verbatim(let text), .resp3): bytes.append(block: "=", Array("txt:\(text)".utf8))
        case (.simple, _), (.error, _), (.integer, _), (.bulk, _), (.array, _), (.map, _),
            (.set, _), (.push, _):
            preconditionFailure("\(self) has a form of its own in every dialect")
        }
    }
}

extension [RESPValue] {
    fileprivate func write(
        after sign: Unicode.Scalar, as version: RESPVersion, into bytes: inout [UInt8]
    ) {
        bytes.append(line: sign, Int64(count))
        for value in self { value.write(as: version, into: &bytes) }
    }
}

extension [RESPValue.Pair] {
    fileprivate func write(as version: RESPVersion, into bytes: inout [UInt8]) {
        switch version {
        case .resp2: bytes.append(line: "*", Int64(count) * 2)
        case .resp3: bytes.append(line: "%", Int64(count))
        }
        for pair in self {
            pair.key.write(as: version, into: &bytes)
            pair.value.write(as: version, into: &bytes)
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(line sign: Unicode.Scalar, _ number: Int64) {
        append(UInt8(ascii: sign))
        append(contentsOf: String(number).utf8)
        append(contentsOf: RESPInput.lineEnd)
    }

    /// A line of text; a line end inside it would end the answer, and becomes a blank. No other control
    /// character gets through either: lines are printed as they are.
    fileprivate mutating func append(line sign: Unicode.Scalar, _ text: String) {
        append(UInt8(ascii: sign))
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
            append(contentsOf: text.utf8)
        } else {
            let line = text.replacing("\r\n", with: "  ").replacing("\n", with: " ")
                .replacing("\r", with: " ")
            append(contentsOf: EscapedText.plain(line).utf8)
        }
        append(contentsOf: RESPInput.lineEnd)
    }

    fileprivate mutating func append(block sign: Unicode.Scalar, _ block: [UInt8]) {
        append(line: sign, Int64(block.count))
        append(contentsOf: block)
        append(contentsOf: RESPInput.lineEnd)
    }
}

extension Double {
    /// Whole numbers without a point, as Redis writes them.
    fileprivate var resp: String {
        guard let whole = Int64(exactly: self), magnitude < 0x1p53 else { return description }
        return String(whole)
    }
}
