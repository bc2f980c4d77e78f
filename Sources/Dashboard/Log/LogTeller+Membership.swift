import ClusterObservation
import TerminalUI

extension LogTeller {
    /// What a node came to believe of the others.
    func sentence(for notice: MembershipNotice) -> LogSentence {
        switch notice {
        case .believes(let member, let standing, let before):
            LogSentence(
                "\(here) \(words(for: member, standing, before: before))", standing.role)
        case .refuted(let standing):
            LogSentence("\(here) heard that it is \(standing), and refuted it", .logCommand)
        case .registry(.answering): LogSentence("\(here) is known to the registry", .logText)
        case .registry(.silent):
            LogSentence("the registry does not answer \(here) any more", .logFault)
        case .registry(.unknown): LogSentence("\(here) looks for the registry", .logText)
        }
    }

    private func words(
        for member: ReplicaIdentity, _ standing: MemberStanding, before: MemberStanding?
    ) -> String {
        switch (standing, before) {
        case (.alive, nil): "came to know \(member.name)"
        case (.alive, _): "believes \(member.name) alive again"
        case (.suspect, _): "suspects \(member.name)"
        case (.dead, _): "takes \(member.name) for dead"
        case (.left, _): "heard that \(member.name) left"
        }
    }
}

extension MemberStanding {
    fileprivate var role: Role {
        switch self {
        case .alive: .logText
        case .suspect: .logLoss
        case .dead: .logFault
        case .left: .logCommand
        }
    }
}
