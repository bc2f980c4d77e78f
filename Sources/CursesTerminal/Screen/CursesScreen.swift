import CNcurses
import Foundation
import TerminalUI

/// The terminal of the process as a screen.
///
/// There is one at a time, on the main actor, because ncurses has one state and no locks. The
/// main queue must be running for events to arrive, as it does in a program with an asynchronous
/// `main`. Whatever ends the program, the terminal is given back as it was.
@MainActor
public final class CursesScreen {
    /// How many colours are used.
    public let depth: ColourDepth
    /// Which glyphs are used; everything else is replaced on its way to the terminal.
    public let glyphs: GlyphSet
    /// Everything that the terminal tells the program, in order; for one reader.
    public let events: AsyncStream<TerminalEvent>

    private let inbox: AsyncStream<TerminalEvent>.Continuation
    private var sources: [any DispatchSourceProtocol] = []
    private var reader: InputReader
    /// Comes when a key or a sequence is complete because nothing follows it.
    private var silence: (any DispatchSourceTimer)?
    private var encoder: GlyphEncoder
    /// What the terminal shows, unless it is stale.
    package private(set) var presented = CellBuffer(size: Size(columns: 0, rows: 0))
    private var isStale = true
    private var suspension = Suspension()

    /// Takes the terminal.
    ///
    /// - Throws: `TerminalError` when there is none, or one that cannot draw; then nothing has
    ///   been written.
    public init(_ options: ScreenOptions = ScreenOptions()) throws(TerminalError) {
        let environment = TerminalEnvironment(ProcessInfo.processInfo.environment)
        let claimed = SignalSources.keepFromCurses()
        let opened: OpenedTerminal
        do {
            opened = try OpenedTerminal.open(options, environment: environment)
        } catch {
            SignalSources.giveBack(claimed)
            throw error
        }
        depth = opened.depth
        glyphs = opened.glyphs
        encoder = GlyphEncoder(depth: opened.depth)
        reader = InputReader()
        (events, inbox) = AsyncStream.makeStream()
        listen()
        setMouse(options.mouse)
    }

    /// How large the screen is.
    public var size: Size {
        var columns: Int32 = 0
        var rows: Int32 = 0
        cn_size(&columns, &rows)
        return Size(columns: Int(columns), rows: Int(rows))
    }

    /// Shows a screen: what changed since the last one is written, and nothing if nothing did.
    ///
    /// The screen is kept to compare the next one with, and an older one comes back in exchange, so
    /// that two screens are all that a program ever needs.
    public func present(_ buffer: inout CellBuffer) {
        buffer = buffer.shown(in: glyphs)
        let changes = buffer.changes(since: isStale ? nil : presented)
        guard !changes.isEmpty else { return }
        for span in changes where span.row < size.rows {
            let glyphs = encoder.glyphs(in: span, of: buffer)
            cn_put(Int32(span.row), Int32(span.column), glyphs, Int32(glyphs.count))
        }
        cn_present()
        swap(&presented, &buffer)
        isStale = false
    }

    /// Lets the next screen be written as a whole, whatever the terminal shows now.
    public func forget() {
        isStale = true
        cn_repaint()
    }

    /// Takes the mouse from the terminal, or gives it back; it may be said again and again.
    public func setMouse(_ capture: MouseCapture) {
        cn_capture_mouse(capture == .captured ? 1 : 0)
    }

    /// Gives the terminal back; further calls do nothing.
    public func close() {
        sources.forEach { $0.cancel() }
        sources = []
        cn_close()
        inbox.finish()
    }
}

extension CursesScreen {
    private func listen() {
        let input = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
        input.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.drain() } }
        input.activate()
        let silence = DispatchSource.makeTimerSource(queue: .main)
        silence.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.drain() } }
        silence.activate()
        self.silence = silence
        sources = [input, silence]
        for signal in SignalSources.Watched.allCases {
            sources.append(
                SignalSources.source(for: signal) { [weak self] in self?.take(signal) })
        }
    }

    /// What came in together with a key that sends a signal, and behind it, is not looked at.
    private func drain() {
        for event in reader.drain() {
            if let signal = reader.signals.signal(of: event) {
                send(signal)
                break
            }
            inbox.yield(event)
            guard event != .closed else { return stopListening() }
        }
        if let patience = reader.patience {
            silence?.schedule(deadline: .now() + patience.interval)
        }
    }

    private func send(_ signal: Int32) {
        if signal == SIGTSTP { suspend(byKey: true) } else { cn_send_signal(signal) }
    }

    private func suspend(byKey isKey: Bool) {
        cn_suspend(isKey ? 1 : 0)
        if isKey { suspension.ended(at: .now) }
        adoptSize()
    }

    /// A terminal that is gone is readable for ever.
    private func stopListening() {
        sources.prefix(2).forEach { $0.cancel() }
        inbox.finish()
    }

    private func take(_ signal: SignalSources.Watched) {
        switch signal {
        case .hangUp: inbox.yield(.signal(.hangUp))
        case .interrupt: inbox.yield(.signal(.interrupt))
        case .terminate: inbox.yield(.signal(.terminate))
        case .stop: if !suspension.isEcho(at: .now) { suspend(byKey: false) }
        case .windowChange: adoptSize()
        }
    }

    /// What the terminal did with its contents as it changed its size is anybody's guess.
    private func adoptSize() {
        var columns: Int32 = 0
        var rows: Int32 = 0
        cn_resize(&columns, &rows)
        isStale = true
        inbox.yield(.resize(Size(columns: Int(columns), rows: Int(rows))))
    }
}

extension Duration {
    /// As Dispatch takes it, rounded up.
    fileprivate var interval: DispatchTimeInterval {
        .microseconds(Int((self / .microseconds(1)).rounded(.up)))
    }
}
