import Epidemic

// What hash trees and sketches say, inside requests and replies.

/// Levels below the root.
extension TreeDepth: WireField {
    static var bytesMin: Int { 1 }

    func write(to writer: inout WireWriter) { writer.byte(UInt8(levels)) }

    init(from reader: inout WireReader) throws(WireError) {
        guard let depth = TreeDepth(levels: Int(try reader.byte())) else {
            throw reader.malformed(.numberOutOfRange)
        }
        self = depth
    }
}

/// Eight bytes each: digests have no short form.
extension UInt64: WireField {
    static var bytesMin: Int { 8 }

    func write(to writer: inout WireWriter) { writer.fixed(self) }

    init(from reader: inout WireReader) throws(WireError) { self = try reader.fixed() }
}

/// One bit for each of 16 children.
extension UInt16: WireField {
    static var bytesMin: Int { 2 }

    func write(to writer: inout WireWriter) { writer.fixed(self) }

    init(from reader: inout WireReader) throws(WireError) { self = try reader.fixed() }
}

extension TreeQuestion: WireField {
    static var bytesMin: Int { 1 + 8 * childCount }

    func write(to writer: inout WireWriter) {
        writer.varint(UInt64(node))
        for child in children { writer.fixed(child) }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let node: UInt32 = try reader.number()
        var children: [UInt64] = []
        children.reserveCapacity(Self.childCount)
        for _ in 0..<Self.childCount { children.append(try reader.fixed()) }
        self.init(node: node, children: children)
    }
}

/// A leaf begins with few bits and zeros, and ends with the same bits and ones. Turned around, and the
/// end turned over, both are small numbers.
extension HashRange {
    func write(to writer: inout WireWriter) {
        writer.varint(first.byteSwapped)
        writer.varint((~last).byteSwapped)
    }

    init(from reader: inout WireReader) throws(WireError) {
        let first = try reader.varint().byteSwapped
        let last = ~(try reader.varint().byteSwapped)
        guard first <= last else { throw reader.malformed(.numberOutOfRange) }
        self.init(first: first, last: last)
    }
}

extension LeafQuestion: WireField {
    static var bytesMin: Int { 3 }

    func write(to writer: inout WireWriter) {
        stretch.write(to: &writer)
        writer.list(fingerprints)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(
            stretch: try HashRange(from: &reader),
            fingerprints: try reader.list(.fingerprints, limit: Limits.updatesPerMessageMax))
    }
}

extension CodedSymbol: WireField {
    static var bytesMin: Int { 21 }

    func write(to writer: inout WireWriter) {
        writer.fixed(sum)
        writer.fixed(check)
        writer.zigzag(count)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(
            sum: try reader.fixed(), check: try reader.fixed(), count: try reader.zigzag())
    }
}
