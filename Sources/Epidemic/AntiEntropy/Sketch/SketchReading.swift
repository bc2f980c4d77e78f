/// How far an initiator has come in reading the peer's sketch.
struct SketchReading: Sendable {
    /// The symbols that came.
    private(set) var symbols: [CodedSymbol] = []
    /// The half root of the table that they belong to.
    private var table: UInt64?
    /// How often the peer's table changed under the reading.
    private(set) var restarts = 0
    /// How many symbols will be enough, most likely.
    private let expectedCount: Int
    /// What only this side holds, kept until the peer's part has come: it may turn out to be older.
    var own: [SketchItem] = []

    /// - Parameter expected: about how many differences there are.
    init(expecting expected: Int = 8) {
        expectedCount = max(8, expected + expected * 2 / 5)
    }

    /// The symbols to ask for next: what is expected, then a quarter of what came, so that no more than
    /// that comes in vain.
    var question: Range<Int> {
        let more = max(expectedCount - symbols.count, symbols.count / 4, 8)
        let count = min(more, Limits.symbolsPerMessageMax, Limits.sketchSymbolsMax - symbols.count)
        return symbols.count..<(symbols.count + count)
    }

    /// Takes further symbols in. Those of another table than the earlier ones do not add up with them, so
    /// the reading begins anew.
    mutating func append(_ more: [CodedSymbol], of table: UInt64) {
        if let known = self.table, known != table {
            symbols = []
            restarts += 1
            self.table = nil
            return
        }
        self.table = table
        symbols += more
    }
}
