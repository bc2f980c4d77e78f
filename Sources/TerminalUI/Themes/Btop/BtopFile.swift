/// What a theme file of btop says: lines like `theme[main_bg]="#1a1b26"`, and comments.
///
/// A colour is `"#RRGGBB"`, `"#BW"` for a grey, `"R G B"` in decimals, or `""` for none: the
/// terminal's own colour, or in a gradient the end that it does not have. Names that this program has
/// no use for are passed over, as btop does with those that it does not know. A line that says nothing
/// is left out, and its colour is what it would be without it: btop takes its default too.
struct BtopFile: Hashable, Sendable {
    private var colours: [BtopName: RGB?] = [:]
    /// What is wrong with the lines that were left out.
    private(set) var leftOut: [ThemeError.Problem] = []

    /// Reads a file.
    ///
    /// - Parameter source: how errors shall call it.
    init(parsing text: String, source: String) throws(ThemeError) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        var namesColour = false
        for (index, line) in lines.enumerated() {
            do throws(BtopLineError) {
                guard let entry = try BtopLine(line) else { continue }
                colours.updateValue(entry.colour, forKey: entry.name)
                namesColour = true
            } catch {
                leftOut.append(error.problem(line: index + 1))
                namesColour = namesColour || error.namesColour
            }
        }
        guard namesColour else { throw ThemeError(theme: source, problem: .noBtopColours) }
    }

    /// Whether the file leaves a colour to the terminal.
    func isDefault(_ name: BtopName) -> Bool {
        if case .some(.none) = colours[name] { true } else { false }
    }

    /// The first of some colours that the file has.
    func colour(_ names: BtopName...) -> RGB? {
        for name in names {
            if let colour = colours[name] ?? nil { return colour }
        }
        return nil
    }
}

/// The names of btop's colours that mean something here.
enum BtopName: String, CaseIterable, Hashable, Sendable {
    case background = "main_bg"
    case text = "main_fg"
    case title
    case key = "hi_fg"
    case selectedBackground = "selected_bg"
    case selectedText = "selected_fg"
    case inactive = "inactive_fg"
    case divider = "div_line"
    case cpuBox = "cpu_box"
    case processBox = "proc_box"
    case temperatureStart = "temp_start"
    case temperatureMid = "temp_mid"
    case temperatureEnd = "temp_end"
    case cpuStart = "cpu_start"
    case cpuMid = "cpu_mid"
    case cpuEnd = "cpu_end"
    case freeStart = "free_start"
    case freeMid = "free_mid"
    case freeEnd = "free_end"
    case cachedStart = "cached_start"
    case cachedMid = "cached_mid"
    case cachedEnd = "cached_end"
    case availableStart = "available_start"
    case availableMid = "available_mid"
    case availableEnd = "available_end"
    case usedStart = "used_start"
    case usedMid = "used_mid"
    case usedEnd = "used_end"
    case downloadStart = "download_start"
    case downloadMid = "download_mid"
    case downloadEnd = "download_end"
    case uploadStart = "upload_start"
    case uploadMid = "upload_mid"
    case uploadEnd = "upload_end"

    /// The colours of graphs and meters.
    static let gradients = allCases.filter {
        $0.rawValue.hasSuffix("_start") || $0.rawValue.hasSuffix("_mid")
            || $0.rawValue.hasSuffix("_end")
    }
}
