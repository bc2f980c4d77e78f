/// What a piece of the screen means; a theme says how each meaning looks.
///
/// The raw value is the name in theme files.
public enum Role: String, CaseIterable, Hashable, Sendable {
    // A replica with respect to the focused update.
    case susceptible = "state.susceptible"
    case infected = "state.infected"
    case removed = "state.removed"
    case superseded = "state.superseded"
    case down = "state.down"
    case frozen = "state.frozen"
    case arriving = "state.arriving"

    // The link between two replicas.
    case linkUp = "link.up"
    case linkCut = "link.cut"
    case linkLossy = "link.lossy"
    case linkSlow = "link.slow"

    // A message in flight.
    case rumor = "message.rumor"
    case feedback = "message.feedback"
    case pull = "message.pull"
    case mail = "message.mail"
    case cache = "message.cache"
    case antiEntropy = "message.anti-entropy"
    case membership = "message.membership"

    // One vector clock beside another.
    case clockBefore = "clock.before"
    case clockAfter = "clock.after"
    case clockEqual = "clock.equal"
    case clockConcurrent = "clock.concurrent"

    // Equal roots get the same mark.
    case root1 = "root.1"
    case root2 = "root.2"
    case root3 = "root.3"
    case root4 = "root.4"
    case root5 = "root.5"
    case root6 = "root.6"
    case root7 = "root.7"
    case root8 = "root.8"

    // Entries of a replica.
    case dataKey = "data.key"
    case dataValue = "data.value"
    case dataClock = "data.clock"
    case dataNumber = "data.number"
    case dataDeleted = "data.deleted"

    // Curves.
    case plotAxis = "plot.axis"
    case plotLabel = "plot.label"
    case plotGrid = "plot.grid"
    case plotMeasured = "plot.measured"
    case plotPredicted = "plot.predicted"

    // The log.
    case logTime = "log.time"
    case logText = "log.text"
    case logGain = "log.gain"
    case logLoss = "log.loss"
    case logFault = "log.fault"
    case logCommand = "log.command"

    // Everything around it.
    case background = "chrome.background"
    case text = "chrome.text"
    case dim = "chrome.dim"
    case strong = "chrome.strong"
    case title = "chrome.title"
    case titleFocused = "chrome.title-focused"
    case border = "chrome.border"
    case borderFocused = "chrome.border-focused"
    case tableHeader = "chrome.table-header"
    case selection = "chrome.selection"
    case selectionIdle = "chrome.selection-idle"
    case marked = "chrome.marked"
    case tab = "chrome.tab"
    case tabActive = "chrome.tab-active"
    case hintKey = "chrome.hint-key"
    case hintText = "chrome.hint-text"
    case hintDisabled = "chrome.hint-disabled"
    case brand = "chrome.brand"
    case status = "chrome.status"
    case running = "chrome.running"
    case paused = "chrome.paused"
    case alarm = "chrome.alarm"
    case warning = "chrome.warning"
    case converged = "chrome.converged"
    case overlay = "chrome.overlay"
    case input = "chrome.input"
    case inputCursor = "chrome.input-cursor"
    case placeholder = "chrome.placeholder"
    case scroll = "chrome.scroll"
}

extension Role {
    /// Its place among all roles. An enum of fewer than 256 cases without payloads lies in memory as its
    /// number; looking a role up by its name instead takes most of the time of a frame.
    var number: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    /// The roles for roots, in the order in which they are handed out.
    public static let roots: [Role] = [
        .root1, .root2, .root3, .root4, .root5, .root6, .root7, .root8,
    ]

    /// The glyph that shows the role, where it has one and the theme names no other.
    public var standardGlyph: Glyph? { Self.standardGlyphs[number] }

    private static let standardGlyphs = allCases.map { glyphsByRole[$0] }

    private static let glyphsByRole: [Role: Glyph] = [
        .susceptible: .susceptible, .infected: .infected, .removed: .removed,
        .superseded: .superseded, .down: .down, .frozen: .frozen,
        .arriving: .arriving,
        .linkCut: .cut, .linkUp: .middleDot, .linkLossy: .lossy, .linkSlow: .slow,
        .rumor: .rumor, .feedback: .feedback, .pull: .pull, .mail: .mail, .cache: .cache,
        .antiEntropy: .antiEntropy, .membership: .membership,
        .clockBefore: .before, .clockAfter: .after, .clockEqual: .equal,
        .clockConcurrent: .concurrent,
        .root1: .rootMark, .root2: .rootMark, .root3: .rootMark, .root4: .rootMark,
        .root5: .rootMark, .root6: .rootMark, .root7: .rootMark, .root8: .rootMark,
        .dataDeleted: .deleted, .marked: .marked, .running: .running, .paused: .paused,
        .alarm: .warning, .warning: .warning, .converged: .converged,
    ]
}
