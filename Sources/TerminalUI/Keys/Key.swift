/// A key as a terminal reports it.
public enum Key: Hashable, Sendable {
    /// A key that writes something; the space bar is `" "`.
    case character(Character)
    /// A letter with control held, in lower case, or one of `[`, `\`, `]`, `^` and `_`.
    case control(Character)
    /// A key with alt held.
    case alt(Character)
    /// A function key, from 1 to 12.
    case function(Int)
    /// Keys that end, leave or edit.
    case enter, escape, tab, backTab, backspace, delete, insert
    /// Keys that move.
    case up, down, left, right, home, end, pageUp, pageDown
}
