import ClusterObservation
import Dashboard
import Epidemic
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
    /// Which characters the screen is drawn with.
    var glyphs: GlyphSet
    /// The options of the run, for a session that is saved.
    private let arguments: [String]
    /// What was done so far.
    private(set) var log: ActionLog
    /// The number of the next event of the trace that was not seen yet.
    private var traceSeen = 0
    /// Commands given to the source so far.
    private var commandCount = 0

    /// The recording of the screen that is under way.
    var recording: ScreenRecording?

    /// Whether files may be written: not while somebody else's actions are done again.
    var files = Files.writable

    enum Files { case writable, untouched }

    /// Whether the user has not left yet.
    private(set) var isOpen = true

    /// - Parameter arguments: the options of the run, under which a saved session opens again.
    init(
        _ model: DashboardModel, on source: Source, look: ShownTheme, glyphs: GlyphSet,
        arguments: [String] = []
    ) {
        self.model = model
        self.source = source
        self.look = look
        self.glyphs = glyphs
        self.arguments = arguments
        log = ActionLog(size: model.size)
        if let remark = self.look.remark() { carryOut(self.model.update(.themes(remark))) }
        observe()
    }

    /// The screen as it is now.
    var screen: CellBuffer { model.screen(theme: look.theme, glyphs: glyphs) }

    var size: Size { model.size }

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

    /// What is to be seen on its way.
    var motion: Motion {
        guard isRunning, let totals = model.view?.totals else { return .none }
        if totals.hotRumors > 0 || totals.updatesInFlight > 0 { return .spreading }
        return totals.messagesInFlight > 0 ? .background : .none
    }

    /// Takes an event in and carries out what follows from it.
    mutating func handle(_ event: DashboardEvent) {
        let wasExporting = model.isExporting
        let actions = model.update(event)
        carryOut(actions)
        let isForFiles =
            wasExporting || model.isExporting || actions.contains(where: \.isForFiles)
        note(event, isForFiles: isForFiles)
        if let news = look.show(model.themeName) { carryOut(model.update(.themes(news))) }
        observe()
    }

    /// Lets wall time pass, for as long as the source may go on.
    mutating func elapse(_ wall: TimeSpan, while mayGoOn: () -> Bool) {
        pass(wall) { source, time in source.elapse(time, while: mayGoOn) }
    }

    /// Lets time pass, and looks at the source whenever what the dashboard waits for has come.
    private mutating func pass(_ time: TimeSpan, by go: (inout Source, TimeSpan) -> Passage) {
        var left: TimeSpan? = time
        while let time = left {
            let before = model.view?.time.now
            left = go(&source, time).left
            observe(passingFrom: before)
        }
    }

    /// Reads the theme files again, for one of them has changed.
    mutating func readThemesAgain() {
        for news in look.readAgain() { carryOut(model.update(.themes(news))) }
    }

    /// Where such a change can happen.
    var themePlaces: WatchedPlaces { look.places }

    /// Looks at the source after time has passed since a moment, and notes how much.
    private mutating func observe(passingFrom before: Moment?) {
        let commands = commandCount
        observe()
        guard let before, let now = model.view?.time.now else { return }
        log.pass(now - before)
        if commandCount > commands { log.endStretch() }
    }

    /// What is seen can change what is wanted, as when a new node is selected; so it is looked at
    /// again until it does not.
    mutating func observe() {
        for _ in 0..<Self.looksMax {
            let interest = model.interest
            carryOut(model.update(.view(view(of: interest))))
            if model.interest == interest { return }
        }
    }

    /// A view in which no event of the trace is missing since the last one, as far as the source
    /// remembers.
    private mutating func view(of interest: Interest) -> ClusterView {
        var view = source.observe(interest)
        if let first = view.trace.first, first.number > traceSeen {
            var interest = interest
            interest.traceMax = Self.traceMax
            view = source.observe(interest)
        }
        traceSeen = view.trace.last.map { $0.number + 1 } ?? 0
        return view
    }

    private static var traceMax: Int { 2_000 }

    private static var looksMax: Int { 3 }

    private mutating func carryOut(_ actions: [DashboardAction]) {
        for action in actions {
            switch action {
            case .perform(let command):
                source.perform(command)
                commandCount += 1
            case .export(let kind, let path):
                log.forgetUnsettled()
                export(kind, to: path)
            case .endRecording: endRecording()
            case .quit: isOpen = false
            }
        }
    }

    /// Everything that can be written, as it is now; nil for a source that cannot live its run again.
    var exporter: Exporter? {
        (source as? SimulatedCluster).map {
            Exporter(
                source: Shared($0), model: Shared(model), theme: look.theme, glyphs: glyphs,
                log: log,
                arguments: arguments)
        }
    }

    /// Tells the dashboard what became of a file.
    mutating func tell(_ result: ExportResult) { carryOut(model.update(.exported(result))) }

    /// Takes what was done into the log. What leads to a file, and the way out of its form, is none
    /// of it.
    private mutating func note(_ event: DashboardEvent, isForFiles: Bool) {
        if case .resize = event {
            log.take(event)
        } else if isForFiles {
            log.forgetUnsettled()
        } else {
            log.take(event)
        }
        if model.isAtScreen { log.settle() }
    }
}

/// What moves on the screen.
enum Motion { case none, background, spreading }

extension Session where Source == SimulatedCluster {
    /// Goes on with the screen of whoever opened it.
    ///
    /// - Parameters:
    ///   - mouse: who has the mouse; nil leaves it as it is.
    ///   - speed: nil leaves it as it is.
    mutating func goOn(access: Access, mouse: MouseCapture?, speed: Double?) {
        model.goOn(access: access, mouse: mouse)
        if let speed { source.pace(at: speed) }
        observe()
    }

    /// What the run has come to.
    var fingerprint: Fingerprint { source.fingerprint }

    /// The first entries that a node holds, by key.
    mutating func table(of node: NodeID) -> [ClusterUpdate] {
        let interest = Interest(inspected: node, entries: 0..<Self.entriesShown)
        return source.observe(interest).inspected?.entries.map(\.update) ?? []
    }

    private static var entriesShown: Int { 1_000 }

    /// Does something to the cluster, whatever the screen shows.
    ///
    /// - Returns: why it could not be done; nil when it was.
    mutating func perform(_ command: ClusterCommand) -> String? {
        let ticket = source.perform(command)
        commandCount += 1
        log.take(command)
        observe()
        let outcome = model.view?.outcomes.first { $0.ticket == ticket }
        guard case .refused(let reason)? = outcome?.result else { return nil }
        return reason
    }

    /// Lets virtual time pass, whatever the speed; not while paused.
    mutating func advance(_ virtual: TimeSpan) {
        pass(virtual) { source, time in source.advance(time) }
    }
}
