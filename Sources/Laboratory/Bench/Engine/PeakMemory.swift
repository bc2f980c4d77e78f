import Foundation

/// How much more memory this process holds at most than at a moment before, as Linux counts it (proc(5)).
///
/// What is given back to the heap and used again is counted as used.
struct PeakMemory {
    private let before: Int?

    /// From this moment on.
    init() { before = Self.bytes(of: "VmRSS") }

    /// The bytes that something takes at most; nil where the system does not tell.
    func growth(_ body: () -> Void) -> Int? {
        let isForgotten =
            (try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))) != nil
        body()
        guard isForgotten, let before, let highest = Self.bytes(of: "VmHWM") else { return nil }
        return max(0, highest - before)
    }

    private static func bytes(of name: String) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name + ":") })
        else { return nil }
        return line.split(whereSeparator: \.isWhitespace).dropFirst().first
            .flatMap { Int($0) }.map { $0 * 1024 }
    }
}
