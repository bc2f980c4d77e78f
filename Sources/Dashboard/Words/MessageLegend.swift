import ClusterObservation
import TerminalUI

/// What the glyphs of messages mean: of all kinds that the settings in force make, so that it does not
/// change with the traffic.
struct MessageLegend {
    let settings: ProtocolSettings
    let theme: Theme

    var line: StyledText {
        var line = StyledText()
        for kind in settings.messageKinds {
            if !line.isEmpty { line.append("  ", style: theme.style(.border)) }
            line.append("\(theme.glyph(kind.role))", style: theme.style(kind.role))
            line.append(" " + Words.messageKind(kind), style: theme.style(.dim))
        }
        return line
    }
}
