import ClusterObservation
import Dashboard
import EpidemicSimulation
import TerminalUI

/// A situation in which frames are drawn.
enum FrameScene: String, CaseIterable {
    /// All agree; only the clock moves, and the messages that keep it so.
    case rest = "at rest"
    /// Every two seconds somebody writes.
    case spreading = "an update spreads"
    /// Every cell looks different from frame to frame.
    case everything = "everything changes"
    /// Time is paused.
    case nothing = "nothing changes"
}

/// The live view of a cluster from frame to frame, as `outbreak run` would show it.
struct FrameStage {
    private let scene: FrameScene
    /// Two that differ in their theme where everything shall change, else one.
    private var sessions: [Session<SimulatedCluster>]
    private var frame = 0

    /// Virtual time from one frame to the next, and what passes before the first.
    private static let step = TimeSpan.milliseconds(40)
    private static let lead = TimeSpan.seconds(60)
    /// Frames from one write to the next.
    private static let framesBetweenWrites = 50

    /// - Throws: `Complaint`.
    init(_ scene: FrameScene, size: Size, seed: UInt64) throws(Complaint) {
        self.scene = scene
        sessions = []
        for theme in scene == .everything ? ["dark", "light"] : ["dark"] {
            var session = try Session.bench(nodes: 16, size: size, seed: seed, theme: theme)
            session.write()
            session.advance(Self.lead)
            if scene == .nothing { session.handle(.key(.character(" "))) }
            sessions.append(session)
        }
    }

    /// Lets happen what happens between two frames.
    mutating func goOn() {
        frame += 1
        if scene == .spreading, frame % Self.framesBetweenWrites == 1 { sessions[0].write() }
        for index in sessions.indices { sessions[index].advance(Self.step) }
    }

    /// Looks at the cluster and takes what is seen into the dashboard.
    mutating func update() { sessions[frame % sessions.count].observe() }

    func draw(into buffer: inout CellBuffer) {
        sessions[frame % sessions.count].draw(into: &buffer)
    }
}

extension Session<SimulatedCluster> {
    /// The session that `outbreak run` begins with.
    ///
    /// - Throws: `Complaint`.
    static func bench(
        nodes: Int, size: Size, seed: UInt64, theme: String = "dark", speed: Double = 1
    ) throws(Complaint) -> Session {
        let look = try ShownTheme(theme, environment: [:])
        let source: SimulatedCluster
        do {
            let options = try RunCommand.parse(["--nodes", "\(nodes)"])
            source = try SimulatedCluster(try options.configuration(seed: seed), speed: speed)
        } catch {
            throw .failed("a cluster of \(nodes) nodes cannot be made: \(error)")
        }
        let model = DashboardModel(size: size, themes: look.shelf)
        return Session(model, on: source, look: look, glyphs: .unicode)
    }

    /// Makes an update at the selected node, with the keys that do it.
    mutating func write() {
        for key in [Key.character("u"), .enter, .enter] { handle(.key(key)) }
    }
}
