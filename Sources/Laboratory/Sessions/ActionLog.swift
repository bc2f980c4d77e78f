import ClusterObservation
import Dashboard
import Epidemic
import TerminalUI

/// What somebody did at the dashboard, and the virtual time between, as a script that does it again.
///
/// What only writes files is left out, or doing it again would write them again. Stretches of time
/// are joined, but for one at whose end the dashboard did something by itself: there it has to look
/// again.
struct ActionLog: Hashable, Sendable {
    private(set) var commands: [ScriptCommand]
    /// How many commands there were when no form, list or help was open last.
    private var settled = 0
    /// Whether time that passes belongs to the stretch before.
    private var isJoining = false

    /// A log that begins with a screen of some size.
    init(size: Size) { commands = [.resize(size)] }

    /// The log as a script.
    var script: String { commands.map { $0.line + "\n" }.joined() }

    /// Takes something in that was done; what the source or the files tell is none of it.
    mutating func take(_ event: DashboardEvent) {
        switch event {
        case .key(let key): if key.absence == nil { add(.pressing(key)) }
        case .paste(let text): add(.paste(text))
        case .mouse(let event): add(event)
        case .resize(let size): if self.size != size { add(.resize(size)) }
        case .view, .themes, .exported: break
        }
    }

    /// Virtual time has passed.
    mutating func pass(_ time: Interval) {
        guard time > .zero else { return }
        if isJoining, case .advance(let before)? = commands.last {
            commands[commands.count - 1] = .advance(before + time)
        } else {
            add(.advance(time))
            isJoining = true
        }
    }

    /// At this moment the dashboard did something by itself.
    mutating func endStretch() { isJoining = false }

    /// Something was done to the cluster by a script.
    mutating func take(_ command: ClusterCommand) { add(.perform(command)) }

    /// Nothing is open now that takes the keys.
    mutating func settle() { settled = commands.count }

    /// Forgets what was pressed since nothing was open last; the time that has passed stays.
    mutating func forgetUnsettled() {
        let since = commands[settled...]
        commands.removeSubrange(settled...)
        commands += since.filter(\.isOutside)
        isJoining = false
        settle()
    }

    private mutating func add(_ command: ScriptCommand) {
        commands.append(command)
        isJoining = false
    }

    /// A button that is let go where it was pressed was a click.
    private mutating func add(_ event: MouseEvent) {
        let press = MouseEvent(action: .press(.left), at: event.point)
        if event.action == .release, commands.last == .mouse(press) {
            commands[commands.count - 1] = .click(event.point)
        } else {
            add(.mouse(event))
        }
    }

    private var size: Size? {
        for case .resize(let size) in commands.reversed() { return size }
        return nil
    }
}

extension ScriptCommand {
    /// Whether it comes about whatever has the keys.
    fileprivate var isOutside: Bool {
        switch self {
        case .advance, .resize, .perform: true
        case .key, .type, .paste, .click, .drag, .mouse, .expect, .expectNot, .screen, .quit:
            false
        }
    }

    /// Pressing a key, also one that has no name and can only write text.
    fileprivate static func pressing(_ key: TerminalUI.Key) -> ScriptCommand {
        if case .character(let character) = key, TerminalUI.Key(name: key.name) != key {
            return .type(String(character))
        }
        return .key(key)
    }
}
