import ClusterObservation
import TerminalUI

extension StyledText {
    /// What an update puts under its key: the value, or the sign of a death certificate with its age.
    init(valueOf update: ClusterUpdate, now: Moment?, theme: Theme) {
        switch update.content {
        case .value(let value): self.init("\(value)", style: theme.style(.dataValue))
        case .deathCertificate(let created, _):
            let age = Words.age((now ?? created).since(created))
            self.init("\(theme.glyph(.dataDeleted)) \(age)", style: theme.style(.dataDeleted))
        }
    }
}
