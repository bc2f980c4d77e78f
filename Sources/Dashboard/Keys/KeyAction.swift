/// What a key can do; the raw value is its name in the `[keys]` of a configuration file.
public enum KeyAction: String, CaseIterable, Hashable, Sendable {
    // The table
    case update
    case delete
    case repeatRumor = "repeat-rumor"
    case keepRepeating = "keep-repeating"

    // Nodes
    case kill
    case restart
    case restartEmpty = "restart-empty"
    case freeze
    case isolate
    case addNode = "add-node"

    // The network
    case mark
    case cut
    case cutBoth = "cut-both"
    case partition
    case heal
    case network
    case loss
    case latency
    case scenario
    case undo
    case set

    // Time
    case pause
    case stepEvent = "step-event"
    case stepRound = "step-round"
    case backRound = "back-round"
    case faster
    case slower
    case speed
    case go

    // What is looked at
    case select
    case panel
    case nextUpdate = "next-update"
    case previousUpdate = "previous-update"
    case sortBy = "sort-by"
    case sortReversed = "sort-reversed"
    case filter
    case nextPanel = "next-panel"
    case previousPanel = "previous-panel"
    case nextTab = "next-tab"
    case previousTab = "previous-tab"
    case overview
    case teaching
    case faults
    case measuring
    case up
    case down
    case left
    case right
    case pageUp = "page-up"
    case pageDown = "page-down"
    case first
    case last
    case filterLog = "filter-log"
    case jump
    case zoom
    case finerTime = "finer-time"
    case coarserTime = "coarser-time"

    // Forms
    case accept
    case apply
    case nextField = "next-field"
    case previousField = "previous-field"

    // The program
    case back
    case command
    case complete
    case theme
    case mouse
    case export
    case record
    case help
    case quit
}
