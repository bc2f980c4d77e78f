import Epidemic

extension NodeDriver {
    /// Forgets a member that is gone.
    func forget(_ member: NodeStatus.Member) -> Forgetting {
        guard !isDiscovering else {
            guard let name = ReplicaName(member.name) else { return .unknown }
            return act { replica, now, _ in replica.forget(name, now: now) }
        }
        guard member.state != "alive" else { return .lives }
        book.forget(member.peer)
        refreshPeers()
        return .done
    }
}

extension NodeStatus.Member {
    /// Whether somebody who says this means it: its name, or its address.
    func answers(to text: String) -> Bool { name == text || address == text }
}
