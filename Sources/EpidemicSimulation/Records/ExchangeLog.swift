import ClusterObservation

/// The latest anti-entropy exchanges of a cluster: those under way, and some that are over.
struct ExchangeLog: Sendable {
    /// By their initiators, ascending; a node begins one at a time.
    private(set) var underWay: [ExchangeRecord] = []
    private(set) var ended: [ExchangeRecord] = []

    /// Exchanges that are kept when they are over.
    static let endedMax = 64

    mutating func begin(_ record: ExchangeRecord) {
        drop(record.detail.initiator)
        underWay.insert(record, at: position(of: record.detail.initiator))
    }

    /// Something is carried of an exchange.
    mutating func change(_ initiator: NodeID, _ body: (inout ExchangeRecord) -> Void) {
        guard let place = place(of: initiator) else { return }
        body(&underWay[place])
    }

    mutating func end(_ initiator: NodeID, _ report: ExchangeReport, at moment: Moment) {
        guard let place = place(of: initiator) else { return }
        var record = underWay.remove(at: place)
        record.detail.report = report
        record.detail.ended = moment
        record.detail.roundTrips = report.roundTrips
        ended.append(record)
        if ended.count > Self.endedMax { ended.removeFirst() }
    }

    /// A node is gone, and its exchange with it.
    mutating func drop(_ initiator: NodeID) {
        if let place = place(of: initiator) { underWay.remove(at: place) }
    }

    /// The latest exchange that a node began with another.
    func latest(of pair: NodePair) -> ExchangeRecord? {
        underWay.last { $0.joins(pair) } ?? ended.last { $0.joins(pair) }
    }

    private func place(of initiator: NodeID) -> Int? {
        let position = position(of: initiator)
        guard position < underWay.count, underWay[position].detail.initiator == initiator else {
            return nil
        }
        return position
    }

    /// Where the exchange of a node stands, or would.
    private func position(of initiator: NodeID) -> Int {
        var low = 0
        var high = underWay.count
        while low < high {
            let middle = (low + high) / 2
            if underWay[middle].detail.initiator.index < initiator.index {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

/// One exchange, and what its descent has asked about.
struct ExchangeRecord: Sendable {
    var detail: ExchangeDetail
    /// Nodes of the hash tree, by their places in its array.
    var asked: Set<Int> = []

    fileprivate func joins(_ pair: NodePair) -> Bool {
        let ends = [detail.initiator, detail.peer]
        return ends == [pair.left, pair.right] || ends == [pair.right, pair.left]
    }
}
