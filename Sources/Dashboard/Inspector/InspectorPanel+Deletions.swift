import ClusterObservation
import TerminalUI

// Death certificates, and conflicts that were decided.

extension InspectorPanel {
    /// The certificates that are kept dormant here.
    func dormant(of detail: ReplicaDetail, in range: Range<Int>) -> InspectorContent {
        InspectorContent(
            columns: [
                TableColumn("key", width: 8, priority: 9, growth: 2),
                TableColumn("update", width: 8, priority: 5, growth: 1),
                TableColumn("age", width: 6, alignment: .right, priority: 7),
                TableColumn("active since", width: 12, alignment: .right, priority: 4),
                TableColumn("let go in", width: 9, alignment: .right, priority: 6),
                TableColumn("kept by", width: 12, priority: 8, growth: 3),
            ],
            rows: detail.dormant[range.clamped(to: detail.dormant.indices)].map(row),
            absence: "no certificate is dormant here")
    }

    private func row(of certificate: CertificateDetail) -> [StyledText] {
        [
            text("\(certificate.update.key)", .dataDeleted),
            text(model.lives.text(certificate.update.id), .dim),
            text(Words.age(age(since: certificate.created)), .dataNumber),
            text(Words.age(age(since: certificate.activation)), .dim),
            text(Words.age(time(to: certificate.due)), .dataNumber),
            text(certificate.keepers, .text),
        ]
    }

    /// How many certificates there are, and what stands for those that were let go.
    func deletions(of detail: ReplicaDetail) -> String {
        guard let space = detail.deletionSpace else {
            return Words.count(detail.dormant.count, "certificate")
        }
        return "\(space.active) active · \(space.dormant) dormant"
    }

    /// `deleted 4.1s ago, dormant in 56s at n3 n7`.
    func words(_ certificate: CertificateDetail) -> String {
        let age = Words.age(age(since: certificate.activation))
        let due = Words.age(time(to: certificate.due))
        if certificate.isDormant { return "dormant, let go in \(due)" }
        let keepers = certificate.keepers
        let fate = keepers.isEmpty ? "let go in \(due)" : "dormant in \(due) at \(keepers)"
        return "deletion active for \(age), \(fate)"
    }

    /// `won over colour=blue: longer clock (squared norm 4 > 1)`.
    func words(_ conflict: ConflictDetail) -> String {
        let reason = Words.reason(
            conflict.reason, winner: conflict.winner.clock, loser: conflict.loser.clock,
            model.lives)
        return "won over \(Words.update(conflict.loser)): \(reason)"
    }

    private func age(since moment: Moment) -> TimeSpan {
        let now = model.view?.time.now ?? moment
        return TimeSpan(nanoseconds: max(0, now.nanoseconds - moment.nanoseconds))
    }

    private func time(to moment: Moment) -> TimeSpan {
        let now = model.view?.time.now ?? moment
        return TimeSpan(nanoseconds: max(0, moment.nanoseconds - now.nanoseconds))
    }
}

extension CertificateDetail {
    /// The names of the retention nodes.
    fileprivate var keepers: String { retention.map { "\($0)" }.joined(separator: " ") }
}
