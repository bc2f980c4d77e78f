/// A recording of a screen that plays in a terminal or a browser (asciicast, version 2): a header,
/// then one line for every change, all of them JSON.
///
/// A recording is a value and knows no clock: the same frames at the same times give the same bytes.
public struct Asciicast: Sendable {
    /// The lines so far, without those that were taken out.
    public private(set) var lines: [String]

    private var writer: ANSIWriter
    private var last: CellBuffer?
    private var size: Size
    private var time = Duration.zero

    /// Begins a recording.
    ///
    /// - Parameters:
    ///   - size: the extent of the first frame.
    ///   - depth: how many colours the recording shall use.
    ///   - title: what a player may show above it.
    public init(size: Size, depth: ColourDepth = .truecolor, title: String? = nil) {
        self.size = size
        writer = ANSIWriter(depth: depth)
        let name = title.map { ", \"title\": \($0.jsonString)" } ?? ""
        lines = ["{\"version\": 2, \"width\": \(size.columns), \"height\": \(size.rows)\(name)}"]
    }

    /// Adds what the screen shows from a time on; nothing if it shows that already.
    ///
    /// - Parameter time: since the beginning; one before the last counts as the last, because
    ///   players want times that rise.
    public mutating func append(frame: CellBuffer, at time: Duration) {
        self.time = max(self.time, time)
        if frame.size != size { add("r", "\(frame.size.columns)x\(frame.size.rows)") }
        size = frame.size
        let update = writer.update(of: frame, since: last)
        if !update.isEmpty { add("o", (last == nil ? Self.opening : "") + update) }
        last = frame
    }

    /// Takes out the lines that were added since the last time, for whoever writes them as they come.
    public mutating func takeLines() -> [String] {
        defer { lines = [] }
        return lines
    }

    /// The recording as a file, when nothing was taken out.
    public var text: String { lines.joined(separator: "\n") + "\n" }

    /// Hides the cursor: it stands wherever something changed last.
    private static let opening = "\u{1B}[?25l"

    private mutating func add(_ code: String, _ data: String) {
        lines.append("[\(time.secondsText), \"\(code)\", \(data.jsonString)]")
    }
}

extension Duration {
    /// The seconds with six digits after the point.
    fileprivate var secondsText: String {
        let (seconds, attoseconds) = components
        let micros = String(attoseconds / 1_000_000_000_000)
        return "\(seconds)." + String(repeating: "0", count: 6 - micros.count) + micros
    }
}

extension String {
    /// The text as a string of JSON, in its quotes (RFC 8259 §7).
    fileprivate var jsonString: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
