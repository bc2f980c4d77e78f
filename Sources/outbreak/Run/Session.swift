import ClusterObservation
import Dashboard
import EpidemicSimulation
import TerminalUI

/// A dashboard on its source: what the live loop and a script have in common.
///
/// It knows neither a terminal nor a clock. Events go in and time is let pass from outside; commands
/// reach the source at once, and the dashboard sees what they did before the next screen is drawn.
struct Session<Source: ClusterSource> {
    private var source: Source
    private var model: DashboardModel
    private var look: ShownTheme
    private let glyphs: GlyphSet

    /// Whether the user has not left yet.
    private(set) var isOpen = true

    init(_ model: DashboardModel, on source: Source, look: ShownTheme, glyphs: GlyphSet) {
        self.model = model
        self.source = source
        self.look = look
        self.glyphs = glyphs
        observe()
    }

    /// The screen as it is now.
    var screen: CellBuffer { model.screen(theme: look.theme, glyphs: glyphs) }

    /// Draws the screen as it is now over another one.
    func draw(into buffer: inout CellBuffer) {
        if buffer.size != model.size || buffer.glyphs != glyphs {
            buffer = CellBuffer(size: model.size, glyphs: glyphs)
        }
        model.draw(into: &buffer, theme: look.theme)
    }

    /// Who shall have the mouse.
    var mouse: MouseCapture { model.mouse }

    /// Whether time passes by itself.
    var isRunning: Bool { model.view.map { !$0.time.isPaused } ?? true }

    /// Whether there is something to be seen on its way.
    var isMoving: Bool { isRunning && (model.view?.totals.messagesInFlight ?? 0) > 0 }

    /// Takes an event in and carries out what follows from it.
    mutating func handle(_ event: DashboardEvent) {
        carryOut(model.update(event))
        if let news = look.show(model.themeName) { carryOut(model.update(.themes(news))) }
        observe()
    }

    /// Lets wall time pass, for as long as the source may go on.
    mutating func elapse(_ wall: TimeSpan, while mayGoOn: () -> Bool) {
        _ = source.elapse(wall, while: mayGoOn)
        observe()
    }

    /// Reads the theme files again, for one of them has changed.
    mutating func readThemesAgain() {
        for news in look.readAgain() { carryOut(model.update(.themes(news))) }
    }

    /// The folders in which such a change can happen.
    var themeFolders: [String] { look.folders }

    /// What is seen can change what is wanted, as when a new node is selected; so it is looked at
    /// again until it does not.
    mutating func observe() {
        for _ in 0..<Self.looksMax {
            let interest = model.interest
            carryOut(model.update(.view(source.observe(interest))))
            if model.interest == interest { return }
        }
    }

    private static var looksMax: Int { 3 }

    private mutating func carryOut(_ actions: [DashboardAction]) {
        for action in actions {
            switch action {
            case .perform(let command): source.perform(command)
            case .quit: isOpen = false
            }
        }
    }
}

extension Session where Source == SimulatedCluster {
    /// Lets virtual time pass, whatever the speed; not while paused.
    mutating func advance(_ virtual: TimeSpan) {
        source.advance(virtual)
        observe()
    }
}
