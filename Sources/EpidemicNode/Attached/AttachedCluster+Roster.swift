import ClusterObservation
import Epidemic

// Who is in the roster. A node is known by what it says it is, not by the address at which it is asked.

extension AttachedCluster {
    /// Takes a node into the roster by its address, unless somebody stands there already.
    ///
    /// - Parameter also: other addresses that are known to be the same place.
    @discardableResult
    mutating func enter(_ control: HostPort, name: String? = nil, also: [HostPort] = []) -> Int {
        if let place = doors.place(of: control) { return place }
        nodes.append(AttachedNode(control: control, name: name))
        for place in spreads.indices { spreads[place].grow(to: nodes.count) }
        for address in [control] + also { doors.settle(address, at: nodes.count - 1) }
        watcher.watch(control)
        noteNames()
        return nodes.count - 1
    }

    /// A node told of another. One whose name is known already may be somebody who is known at another
    /// address, or somebody else with that name: it is asked before it is taken in.
    mutating func find(_ member: NodeReport.Member) {
        guard let control = member.control, !doors.isKnown(control) else { return }
        guard nodes.contains(where: { $0.name == member.name }) else {
            enter(control, name: member.name)
            return
        }
        guard !nodes.contains(where: { $0.isLife(member.name, member.epoch) }) else { return }
        doors.knock(at: control)
        watcher.watch(control)
    }

    /// Whose report came from an address.
    ///
    /// - Returns: nil when it is a node that is watched at another address.
    mutating func place(of report: NodeReport, from control: HostPort) -> Int? {
        let now = now
        func isUp(_ place: Int) -> Bool { !nodes[place].condition(at: now).isDown }
        let known = doors.place(of: control)
        let other = nodes.indices.first {
            $0 != known && nodes[$0].life == report.life && isUp($0)
        }
        if let other {
            watcher.forget(control)
            doors.settle(control, at: other)
            return nil
        }
        if let known { return known }
        let name = report.id.name.text
        doors.forget(control)
        guard let moved = nodes.indices.first(where: { nodes[$0].name == name && nodes[$0].isLost })
        else { return enter(control, name: name) }
        watcher.forget(nodes[moved].control)
        doors.forget(nodes[moved].control)
        doors.settle(control, at: moved)
        nodes[moved].move(to: control)
        return moved
    }

    /// The node that is asked at an address.
    func place(of control: HostPort) -> Int? {
        doors.place(of: control).flatMap { nodes[$0].control == control ? $0 : nil }
    }

    /// What a node is called on the screen: by its name, and where several have it, with its address.
    func label(of place: Int) -> String {
        let name = nodes[place].name
        return doubledNames.contains(name) ? "\(name)@\(nodes[place].control)" : name
    }

    /// Takes note of which names more than one node has.
    mutating func noteNames() {
        var seen: Set<String> = []
        doubledNames = Set(nodes.map(\.name).filter { !seen.insert($0).inserted })
    }
}

/// Which node stands behind each address that is watched or was.
struct AttachedDoors {
    /// nil while it is not known who stands there.
    private var places: [HostPort: Int?] = [:]

    /// Whether somebody stands there, or it is being found out who does.
    func isKnown(_ address: HostPort) -> Bool { places[address] != nil }

    func place(of address: HostPort) -> Int? { places[address] ?? nil }

    /// It is asked who stands there.
    mutating func knock(at address: HostPort) { places[address] = .some(nil) }

    /// It is not known any more who stands there.
    mutating func forget(_ address: HostPort) { places[address] = nil }

    mutating func settle(_ address: HostPort, at place: Int) { places[address] = .some(place) }
}
