import EpidemicWire
import Glibc

/// How a launched cluster is called: what the file beside its nodes' data says, or a name that is drawn,
/// and written there.
enum LaunchedCluster {
    /// - Parameter data: where the nodes' directories are; nil where they keep nothing.
    static func name(in data: String?) -> ClusterName {
        let drawn = ClusterName(drawn: .random(in: .min ... .max))
        guard let data else { return drawn }
        let path = "\(data)/cluster"
        if let kept = read(path) { return kept }
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return drawn }
        defer { close(file) }
        let text = Array(drawn.text.utf8)
        _ = write(file, text, text.count)
        return drawn
    }

    private static func read(_ path: String) -> ClusterName? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        return ClusterName(String(decoding: bytes.prefix(count).prefix { $0 > 32 }, as: UTF8.self))
    }
}
