extension Membership {
    /// What must always hold, checked by tests after every step; nil when it does.
    var brokenInvariant: String? {
        var last: ReplicaName?
        for member in table.members {
            let name = member.record.id.name
            if name == self.name { return "\(name) counts itself among the others" }
            if let last, last >= name { return "\(last) stands before \(name)" }
            last = name
            if (member.record.state == .suspect) != (member.suspicion != nil) {
                return "\(name) is \(member.record.state) with suspicion \(member.suspicion as Any)"
            }
        }
        if case .partial(let size) = settings.view {
            let present = table.count { $0.record.state.isPresent }
            if present > size { return "\(present) members are in a view of \(size)" }
        }
        return nil
    }
}
