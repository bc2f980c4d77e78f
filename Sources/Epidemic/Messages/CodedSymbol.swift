/// One symbol of a rateless sketch: the sum of the items that fall into it.
///
/// Symbols of two tables subtract: what both hold vanishes, and what is left is the difference. The first
/// symbols of the stream are the same whatever its length, so one sketch serves every peer (Yang, Gilad
/// and Alizadeh, SIGCOMM 2024).
public struct CodedSymbol: Hashable, Sendable {
    /// The items, combined by exclusive or.
    public var sum: UInt128
    /// Their checks, likewise.
    public var check: UInt32
    /// How many there are; in a difference negative where the other side holds more.
    public var count: Int64

    public init(sum: UInt128 = 0, check: UInt32 = 0, count: Int64 = 0) {
        self.sum = sum
        self.check = check
        self.count = count
    }

    var isEmpty: Bool { sum == 0 && check == 0 && count == 0 }

    mutating func add(_ item: SketchItem, times: Int64) {
        sum ^= item.bits
        check ^= item.check
        count &+= times
    }

    static func - (left: CodedSymbol, right: CodedSymbol) -> CodedSymbol {
        CodedSymbol(
            sum: left.sum ^ right.sum, check: left.check ^ right.check,
            count: left.count &- right.count)
    }

    /// The item, when the symbol holds one alone.
    var single: SketchItem? {
        guard count == 1 || count == -1 else { return nil }
        let item = SketchItem(bits: sum)
        return item.check == check ? item : nil
    }
}
