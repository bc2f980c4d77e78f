import ClusterObservation
import Epidemic
import TerminalUI

/// One command of a script.
enum ScriptCommand: Hashable, Sendable {
    /// Press a key.
    case key(TerminalUI.Key)
    /// Press the keys of a text, one after another.
    case type(String)
    /// Let a text come in at once, as from the clipboard.
    case paste(String)
    /// Press the left button at a cell and let it go there.
    case click(Point)
    /// Press the left button at a cell, and let it go at another.
    case drag(from: Point, to: Point)
    /// Just one thing that a mouse does.
    case mouse(MouseEvent)
    /// Let virtual time pass, whatever the speed; a paused cluster stays where it is.
    case advance(Interval)
    case resize(Size)
    /// Do something to the cluster, whatever the screen shows.
    case perform(ClusterCommand)
    /// Fail unless the text stands on the screen.
    case expect(String)
    /// Fail if the text stands on the screen.
    case expectNot(String)
    /// Print the screen, with a label before it.
    case screen(label: String?)
    case quit
}

/// A command and the line that it stands in, from 1.
struct ScriptStep: Hashable, Sendable {
    let line: Int
    let command: ScriptCommand
}
