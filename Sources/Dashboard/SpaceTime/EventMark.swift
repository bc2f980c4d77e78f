import ClusterObservation
import TerminalUI

/// How an event looks on the line of its node.
struct EventMark: Hashable {
    let glyph: Character
    let role: Role
    /// Where several fall upon one cell, the one with the highest rank is seen.
    let rank: Int

    private init(_ glyph: Character, _ role: Role, rank: Int) {
        self.glyph = glyph
        self.role = role
        self.rank = rank
    }

    /// - Returns: nil for what is told by a line, or not worth a mark.
    init?(
        _ kind: TraceEvent.Kind, focus: UpdateIdentity?, settings: ProtocolSettings, theme: Theme
    ) {
        switch kind {
        case .wrote(let update):
            switch update.content {
            case .value: self.init(Glyph.marked.unicode, .logGain, rank: 8)
            case .deathCertificate: self.init(theme.glyph(.dataDeleted), .dataDeleted, rank: 8)
            }
        case .received(let update, _, let layer, _, _):
            let role: Role = layer.isHot(under: settings) ? .infected : .removed
            self.init(role, of: update, focus: focus, theme: theme, rank: 5)
        case .outdated(let update, _, _, _):
            self.init(.superseded, of: update, focus: focus, theme: theme, rank: 3)
        case .lostInterest(let update, let reason):
            let role: Role = reason == .superseded ? .superseded : .removed
            self.init(role, of: update, focus: focus, theme: theme, rank: 4)
        case .certificate(let update, .reactivated):
            self.init(.infected, of: update, focus: focus, theme: theme, rank: 5)
        case .certificate(_, .dormant), .certificate(_, .discarded): return nil
        case .returned(_, .taken, _): self.init(theme.glyph(.alarm), .alarm, rank: 9)
        case .returned(let update, .refused, _), .returned(let update, .letGo, _):
            self.init(.superseded, of: update, focus: focus, theme: theme, rank: 6)
        case .diverged: self.init(theme.glyph(.alarm), .alarm, rank: 10)
        case .wasAway: self.init(theme.glyph(.alarm), .alarm, rank: 8)
        case .tookEpoch: self.init(Glyph.arrowDown.unicode, .logCommand, rank: 6)
        case .died: self.init(theme.glyph(.down), .down, rank: 9)
        case .cameBack: self.init(Glyph.arrowDown.unicode, .logCommand, rank: 9)
        case .commanded(let command), .arranged(let command):
            self.init(command, theme: theme)
        case .exchangeBegan, .exchangeEnded, .messageLost, .dropped, .told, .undid,
            .membership, .arrival:
            return nil
        }
    }

    /// What concerns another update than the focused one stays in the background.
    private init(
        _ role: Role, of update: ClusterUpdate, focus: UpdateIdentity?, theme: Theme, rank: Int
    ) {
        let isFocused = focus == nil || focus == update.id
        self.init(theme.glyph(role), isFocused ? role : .dim, rank: isFocused ? rank + 1 : 1)
    }

    private init?(_ command: ClusterCommand, theme: Theme) {
        switch command {
        case .kill: self.init(theme.glyph(.down), .down, rank: 9)
        case .restart: self.init(Glyph.arrowDown.unicode, .logCommand, rank: 9)
        case .freeze: self.init(theme.glyph(.frozen), .frozen, rank: 9)
        case .thaw: self.init(Glyph.arrowDown.unicode, .logCommand, rank: 9)
        case .isolate: self.init(theme.glyph(.linkCut), .linkCut, rank: 9)
        case .disturb(.cutPower): self.init(theme.glyph(.down), .down, rank: 9)
        case .write, .delete, .addNode, .cut, .restore, .partition, .heal, .setNetwork, .setLinks,
            .disturb,
            .setChurn, .setProtocol, .fill, .compare, .hand, .demonstrate, .pause, .resume,
            .setSpeed, .stepEvent, .stepRound,
            .backRound, .goTo, .undo:
            return nil
        }
    }
}
