import Epidemic

/// The replicas that one frame has named so far, numbered in the order of their first use.
struct ReplicaTable {
    private var ids: [ReplicaID] = []
    /// Empty while a search through `ids` is quicker than hashing.
    private var places: [ReplicaID: Int] = [:]

    /// As long as this, searching costs less than hashing.
    private static let searchedMax = 16

    var count: Int { ids.count }

    subscript(place: Int) -> ReplicaID { ids[place] }

    func place(of id: ReplicaID) -> Int? {
        ids.count <= Self.searchedMax ? ids.firstIndex(of: id) : places[id]
    }

    mutating func append(_ id: ReplicaID) {
        if ids.isEmpty { ids.reserveCapacity(4) }
        ids.append(id)
        if ids.count == Self.searchedMax + 1 {
            for (place, id) in ids.enumerated() { places[id] = place }
        } else if ids.count > Self.searchedMax {
            places[id] = ids.count - 1
        }
    }
}
