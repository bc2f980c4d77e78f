import Epidemic
import EpidemicWire

/// What an inspector shows of a node: some of its entries, its cache, and its hot list.
struct NodeDetail: Sendable {
    /// The places of the sorted table that were asked for.
    let entries: [Entry]
    let cache: [Entry]
    let rumors: [(update: Update, counter: Int, rounds: Int)]

    /// Of each of them, at most.
    static let partMax = 256

    /// Reads the answer of `OUTBREAK DETAIL`; nil for anything else.
    init?(_ value: RESPValue) {
        let parts = value.items
        guard parts.count == 3 else { return nil }
        entries = parts[0].items.compactMap { $0.block.flatMap { try? EntryCodec.decode($0) } }
        cache = parts[1].items.compactMap { $0.block.flatMap { try? EntryCodec.decode($0) } }
        rumors = parts[2].items.compactMap { value in
            guard value.items.count == 3,
                let update = value.items[0].block.flatMap({ try? UpdateCodec.decode($0) }),
                let counter = value.items[1].count, let rounds = value.items[2].count
            else { return nil }
            return (update, counter, rounds)
        }
    }
}

extension ClientSession {
    /// `OUTBREAK DETAIL first count`, in the binary forms, for a dashboard.
    func detail(_ words: [[UInt8]]) -> RESPValue {
        guard let first = words[0].whole, let count = words[1].whole, first < UInt64(Int32.max)
        else {
            return .failure("the first place and the number of entries are whole numbers")
        }
        let range = Int(first)..<Int(first) + Int(min(count, UInt64(NodeDetail.partMax)))
        return .array([
            .array(driver.replica.entries(range).map { .bulk(EntryCodec.encode($0)) }),
            .array(
                driver.replica.cachedEntries(max: NodeDetail.partMax)
                    .map { .bulk(EntryCodec.encode($0)) }),
            .array(
                driver.replica.rumors(max: NodeDetail.partMax).map {
                    .array([
                        .bulk(UpdateCodec.encode($0.update)), .count($0.counter),
                        .count($0.rounds),
                    ])
                }),
        ])
    }
}
