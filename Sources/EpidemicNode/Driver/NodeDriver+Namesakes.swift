import Epidemic

// Nodes that were given one name by mistake. Each goes on under its own epoch, and all of them are shown.

/// Names that several nodes bear at once, as one of them sees it.
struct Namesakes {
    /// Who bears each of these names: identities and addresses, this node among them.
    private(set) var places: [(name: String, of: [String])] = []
    /// How often another one was met.
    private(set) var met: UInt64 = 0
    private var known: Set<String> = []

    /// Takes note of who is alive now.
    mutating func note(_ own: ReplicaID, and members: [NodeStatus.Member]) {
        let alive = members.filter { $0.state == "alive" && $0.id != nil }
        var bearers = [own.name.text: ["epoch \(own.epoch) here"]]
        for member in alive {
            bearers[member.name, default: []].append(
                "epoch \(member.id?.epoch ?? 0) at \(member.address)")
        }
        places = bearers.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
        let now = Set(places.flatMap(\.of))
        met += UInt64(now.subtracting(known).count)
        known = now
    }

    func contains(_ name: String) -> Bool { places.contains { $0.name == name } }
}

extension NodeDriver {
    /// Looks for names that several nodes bear, and tells of them.
    func lookForNamesakes() {
        namesakes.note(replica.id, and: members())
        for (name, places) in namesakes.places { onNotice(.oneName(name, of: places)) }
    }
}
