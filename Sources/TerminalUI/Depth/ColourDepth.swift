/// How many colours a terminal can show.
public enum ColourDepth: String, CaseIterable, Hashable, Sendable {
    /// Any colour.
    case truecolor
    /// The cube and the greys of xterm.
    case palette256 = "256"
    /// The eight colours of old and their bright forms.
    case palette16 = "16"
    /// None: only attributes.
    case mono
}
