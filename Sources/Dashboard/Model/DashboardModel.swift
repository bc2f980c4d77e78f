import ClusterObservation
import TerminalUI

/// Everything that the dashboard knows: what it saw last of the cluster, and where its user is.
///
/// A pure value. Whoever runs it feeds it events with `update(_:)`, carries out the actions that come
/// back, asks its source for what stands in `interest`, and shows what `draw(into:theme:)` makes.
public struct DashboardModel: Hashable, Sendable {
    /// The extent of the screen.
    public internal(set) var size: Size { didSet { arrange() } }
    /// The key table in force.
    public let bindings: Bindings
    /// What may be done from here.
    public private(set) var access: Access
    /// Who shall have the mouse.
    public internal(set) var mouse: MouseCapture
    /// The themes to choose from.
    public internal(set) var themes: ThemeShelf
    /// The cluster as it was seen last.
    public internal(set) var view: ClusterView? {
        didSet { if isNarrated != (oldValue?.narration != nil) { arrange() } }
    }

    /// The node that keys act upon; it stays selected wherever it moves on the screen.
    public internal(set) var selected = NodeID(0)
    /// One end of a link, if a node is marked.
    public internal(set) var marked: NodeID?
    /// The update whose spreading is watched; nil watches the first that is made.
    public internal(set) var focus: UpdateIdentity?

    /// The panel that has the keys.
    var panel = PanelID.map { didSet { arrange() } }
    /// What the screen is arranged for.
    var perspective = Perspective.overview { didSet { arrange() } }
    /// Whether it has the whole screen.
    var zoom = Zoom.none { didSet { arrange() } }
    /// Where everything stands now; kept, for everything that is drawn asks for it.
    private(set) var layout: ScreenLayout
    /// The panels that are seen where several share a place.
    var fronts = Fronts()
    /// What the keyboard is talking to.
    var mode = Mode.screen
    /// What is said at the bottom until the next key.
    var notice: Notice?

    /// The first row in view of the panel with the nodes.
    var nodesTop = 0
    var nodes = NodesState()
    var counters = CountersState()
    /// How far the table of exchanges is scrolled down.
    var exchangesTop = 0
    var map = MapMemory()
    var links = LinksState()
    var divergence = DivergenceState()
    var spaceTime = SpaceTimeState()
    var inspector = InspectorState()
    /// What had happened before time was moved by hand last; nil while it runs by itself.
    var stepMark: StepMark?
    var log = LogState()
    var curve = CurveState()
    var repetition = Repetition()
    var pointer = Pointer()
    /// The commands that were typed.
    var history = CommandHistory()
    /// The form that asked for what the source has not answered yet; a refusal brings it back.
    var unanswered: Prompt?
    /// The file that the screen is being recorded to.
    var recording: String?
    /// What the next update proposes.
    var proposal = Proposal()
    /// The newest command whose outcome was told.
    var lastTicket: Ticket?

    /// Makes a dashboard that has not seen its cluster yet.
    public init(
        size: Size, access: Access = .full, mouse: MouseCapture = .released,
        bindings: Bindings = .standard, themes: ThemeShelf = ThemeShelf()
    ) {
        self.size = size
        self.access = access
        self.mouse = mouse
        self.bindings = bindings
        self.themes = themes
        layout = ScreenLayout(size: size, zoomed: nil)
    }

    /// Goes on in other hands.
    ///
    /// - Parameter mouse: who has the mouse; nil leaves it as it is.
    public mutating func goOn(access: Access, mouse: MouseCapture?) {
        self.access = access
        if let mouse { self.mouse = mouse }
    }

    private mutating func arrange() {
        layout = ScreenLayout(
            size: size, perspective: perspective, zoomed: zoom == .zoomed ? panel : nil,
            captionRows: isNarrated ? NarrationCaption.rows(on: size) : 0)
    }

    /// Whether a scenario has something to say.
    private var isNarrated: Bool { view?.narration != nil }
}

/// Whether a panel has the screen for itself.
enum Zoom: Hashable, Sendable {
    case none, zoomed
}

/// What the keyboard is talking to.
enum Mode: Hashable, Sendable {
    case screen
    case form(Prompt)
    /// The filter of the table of nodes.
    case filter
    /// The help, scrolled down by so many lines.
    case help(scroll: Int)
    /// A list to choose from.
    case menu(Menu)
    /// The line for commands.
    case palette(Palette)
    /// The search for a node.
    case finder(Finder)
    /// The list of themes.
    case themes(ThemeMenu)

    var context: Binding.Context {
        switch self {
        case .screen: .screen
        case .form, .filter: .form
        case .help: .help
        case .menu, .themes: .menu
        case .palette, .finder: .palette
        }
    }
}

/// A sentence at the bottom of the screen.
struct Notice: Hashable, Sendable {
    /// How it is meant.
    enum Kind: Hashable, Sendable {
        case information, refusal
    }

    var text: String
    var kind: Kind
}
