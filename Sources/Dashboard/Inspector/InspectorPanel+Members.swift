import ClusterObservation
import TerminalUI

// What the node knows of the others.

extension InspectorPanel {
    /// The others, as the node believes them to stand.
    func members(of detail: ReplicaDetail, in range: Range<Int>) -> InspectorContent {
        let members = detail.membership?.members ?? []
        return InspectorContent(
            columns: [
                TableColumn("member", width: 8, priority: 9, growth: 1),
                TableColumn("stands", width: 9, priority: 8),
                TableColumn("for", width: 6, alignment: .right, priority: 6),
                TableColumn("heard", width: 6, alignment: .right, priority: 7),
                TableColumn("incarnation", width: 11, alignment: .right, priority: 4),
                TableColumn("keys", width: 6, alignment: .right, priority: 3),
                TableColumn("address", width: 14, priority: 2, growth: 2),
            ],
            rows: members[range.clamped(to: members.indices)].map(row),
            absence: detail.membership == nil
                ? "its peers are a fixed list: --discovery registry or peer lets it find them"
                : "it knows nobody else yet")
    }

    private func row(of member: MemberDetail) -> [StyledText] {
        let (sign, role) = member.standing.look(in: theme)
        return [
            text(model.lives.text(member.identity), .dataKey),
            text("\(sign) \(member.standing)", role),
            text(Words.age(member.age), .dim),
            text(member.heard.map(Words.age) ?? "never", .dataNumber),
            text("\(member.incarnation)", .dim),
            text(member.report.map { Words.grouped($0.keys) } ?? "–", .dim),
            text(member.address, .dim),
        ]
    }

    /// `15 alive · 1 suspect`, without those who are nobody.
    func standings(of detail: ReplicaDetail) -> String {
        guard let membership = detail.membership else { return "fixed list" }
        let counts = MemberStanding.allCases.compactMap { standing in
            let count = membership.count(of: standing)
            return count > 0 ? "\(Words.grouped(count)) \(standing)" : nil
        }
        return counts.isEmpty ? "alone" : counts.joined(separator: " · ")
    }

    /// How all stand, the node itself too, and whether the registry answers it.
    func standingNotes(of detail: ReplicaDetail) -> [StyledText] {
        guard let membership = detail.membership else { return [] }
        let others = standings(of: detail)
        let own = membership.hasLeft ? "it has left" : "incarnation \(membership.incarnation)"
        guard let registry = membership.registry else {
            return [text("\(others) · \(own)", .text), text(others, .text)]
        }
        let place = membership.registryNode.map { " beside \(model.name(of: $0))" } ?? ""
        return [
            text("\(others) · \(own) · the registry\(place) \(registry.words)", registry.role),
            text("\(others) · the registry \(registry.words)", registry.role),
            text("the registry is \(registry)", registry.role),
        ]
    }
}

extension MemberStanding {
    /// Every standing has a sign of its own, so that none needs colour to be seen.
    fileprivate func look(in theme: Theme) -> (sign: Character, role: Role) {
        switch self {
        case .alive: ("+", .logGain)
        case .suspect: ("?", .warning)
        case .dead: (theme.glyph(.down), .down)
        case .left: ("-", .dim)
        }
    }
}

extension RegistryStanding {
    fileprivate var role: Role {
        switch self {
        case .unknown: .dim
        case .answering: .text
        case .silent: .warning
        }
    }

    fileprivate var words: String {
        switch self {
        case .unknown: "has not answered yet"
        case .answering: "answers"
        case .silent: "does not answer: nobody new can join"
        }
    }
}
