extension Membership {
    /// What must always hold, checked by tests after every step; nil when it does.
    var brokenInvariant: String? {
        var last: ReplicaID?
        for member in table.members {
            let id = member.record.id
            if id == own.id { return "\(id) counts itself among the others" }
            if let last, last >= id { return "\(last) stands before \(id)" }
            last = id
            if (member.record.state == .suspect) != (member.suspicion != nil) {
                return "\(id) is \(member.record.state) with suspicion \(member.suspicion as Any)"
            }
        }
        if case .partial(let size) = settings.view {
            let present = table.count { $0.record.state.isPresent }
            if present > size { return "\(present) members are in a view of \(size)" }
        }
        return nil
    }
}
