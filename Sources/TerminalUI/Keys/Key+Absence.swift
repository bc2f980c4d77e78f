extension Key {
    /// Why a terminal never hands a key on by its name.
    public enum Absence: Hashable, Sendable {
        /// A terminal sends this key in its place.
        case arrivesAs(Key)
        /// The key sends a signal, which does this.
        case sendsSignal(effect: String)
    }

    /// Why the key never comes; `nil` for one that does, and for `ctrl-c`, which ends the program.
    public var absence: Absence? {
        switch self {
        case .control("i"): .arrivesAs(.tab)
        case .control("j"), .control("m"): .arrivesAs(.enter)
        case .control("h"): .arrivesAs(.backspace)
        case .control("["): .arrivesAs(.escape)
        case .control("z"): .sendsSignal(effect: "stops the program")
        case .control("\\"): .sendsSignal(effect: "breaks the program off")
        default: nil
        }
    }
}
