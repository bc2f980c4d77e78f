import Epidemic
import EpidemicWire

extension Update {
    /// The update for a log: its key, from which nothing gets at a terminal, and of its value how long it
    /// is. Values do not belong in logs.
    var logged: String {
        let shown = EscapedText.quoted(key.bytes.prefix(Self.shownBytesMax))
        let more = key.bytes.count > Self.shownBytesMax ? "…" : ""
        let content = content.value.map { "\($0.bytes.count) bytes" } ?? "deleted"
        return "\(shown)\(more) \(id) (\(content))"
    }

    /// Bytes of a key that are shown.
    private static let shownBytesMax = 64
}
