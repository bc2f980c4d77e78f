import ClusterObservation
import TerminalUI

/// What the glyphs of messages mean: of all kinds that the settings in force make, so that it does not
/// change with the traffic.
struct MessageLegend {
    let view: ClusterView
    let theme: Theme

    /// With room between the kinds.
    var line: StyledText { line(gap: "  ") }

    /// With more room and with less.
    var lines: [StyledText] { [line, line(gap: " ")] }

    private func line(gap: String) -> StyledText {
        var line = StyledText()
        for kind in view.messageKinds {
            if !line.isEmpty { line.append(gap, style: theme.style(.border)) }
            line.append("\(theme.glyph(kind.role))", style: theme.style(kind.role))
            line.append(" " + Words.messageKind(kind), style: theme.style(.dim))
        }
        return line
    }
}

extension ClusterView {
    /// The kinds of messages that its replicas send.
    fileprivate var messageKinds: [MessageKind] {
        MessageKind.allCases.filter { kind in
            switch kind {
            case .rumor: settings.rumors != nil
            case .feedback:
                settings.rumors?.direction.pushes == true
                    && settings.rumors?.removal.reaction == .feedback
            case .pull: settings.rumors?.direction.pulls == true
            case .mail: settings.mail == .on
            case .cache: settings.cache.interval != nil
            case .antiEntropy: settings.antiEntropy.method != nil
            case .membership: discovery != .list
            }
        }
    }
}
