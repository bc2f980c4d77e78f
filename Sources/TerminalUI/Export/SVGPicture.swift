/// Draws runs of cells as SVG 1.1.
struct SVGPicture {
    let ground: PictureGround
    let size: Size
    let title: String

    // A cell is a little narrower than tall, as in the fonts of the stack at 15 pixels.
    static let cellWidth = 9
    static let cellHeight = 18
    /// From the top of a row to the line that letters stand on.
    static let baseline = 14
    static let margin = 9

    private static let fonts =
        "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', 'Courier New', monospace"

    func document(rows: [[StyleRun]]) -> String {
        let backgrounds = rows.enumerated().flatMap { row, runs in rectangles(runs, row: row) }
        let texts = rows.enumerated().compactMap { row, runs in text(runs, row: row) }
        return ([head] + backgrounds + texts + ["</svg>\n"]).joined(separator: "\n")
    }

    /// Blanks must not be folded: some viewers heed the attribute for that, browsers only the rule.
    private var head: String {
        let width = size.columns * Self.cellWidth + 2 * Self.margin
        let height = size.rows * Self.cellHeight + 2 * Self.margin
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" font-family="\(Self.fonts)" font-size="15" \
            fill="\(ground.foreground.hex)" xml:space="preserve">
            <style>text { white-space: pre }</style>
            <title>\(title.sanitised.xmlEscaped)</title>
            <rect width="\(width)" height="\(height)" rx="6" fill="\(ground.background.hex)"/>
            """
    }

    /// Backgrounds that are not the picture's own; neighbours of one colour become one rectangle.
    private func rectangles(_ runs: [StyleRun], row: Int) -> [String] {
        var stretches: [(column: Int, columns: Int, colour: RGB)] = []
        for run in runs {
            let colour = paint(run.style).background
            if let last = stretches.last, last.colour == colour {
                stretches[stretches.count - 1].columns += run.columns
            } else {
                stretches.append((run.column, run.columns, colour))
            }
        }
        return stretches.filter { $0.colour != ground.background }.map {
            """
            <rect x="\(x($0.column))" y="\(y(row))" width="\($0.columns * Self.cellWidth)" \
            height="\(Self.cellHeight)" fill="\($0.colour.hex)" shape-rendering="crispEdges"/>
            """
        }
    }

    /// The text of a row, all on one line; none where there is nothing to read.
    private func text(_ runs: [StyleRun], row: Int) -> String? {
        let pieces = runs.flatMap(\.pieces)
        guard let last = pieces.lastIndex(where: \.hasInk) else { return nil }
        return pieces[...last].map { text($0, row: row) }.joined()
    }

    /// Viewers disagree about stretching a part of a text element; a whole one they all stretch.
    private func text(_ piece: StyleRun.Piece, row: Int) -> String {
        let paint = paint(piece.style)
        let colour =
            paint.foreground == ground.foreground ? "" : " fill=\"\(paint.foreground.hex)\""
        return """
            <text x="\(x(piece.column))" y="\(y(row) + Self.baseline)" \
            textLength="\(piece.columns * Self.cellWidth)" \
            lengthAdjust="spacingAndGlyphs"\(colour)\(piece.style.attributes.svg)>\
            \(piece.text.xmlEscaped)</text>
            """
    }

    private func x(_ column: Int) -> Int { Self.margin + column * Self.cellWidth }
    private func y(_ row: Int) -> Int { Self.margin + row * Self.cellHeight }

    private func paint(_ style: DeviceStyle) -> PictureGround {
        let foreground = style.foreground.rgb ?? ground.foreground
        let background = style.background.rgb ?? ground.background
        return style.attributes.contains(.reverse)
            ? PictureGround(foreground: background, background: foreground)
            : PictureGround(foreground: foreground, background: background)
    }
}

extension StyleRun {
    /// A part of a run for which a viewer needs one font only.
    struct Piece {
        let column: Int
        var columns: Int
        var text: String
        let style: DeviceStyle

        /// Whether there is more to see than a background.
        var hasInk: Bool {
            style.attributes.contains(.underline) || !text.allSatisfy { $0 == " " }
        }
    }

    /// The run cut where letters give way to signs: those may come from another font with other
    /// widths, and stretched together neither would stand in its cells.
    fileprivate var pieces: [Piece] {
        var pieces: [Piece] = []
        var column = column
        for glyph in text.displayGlyphs {
            let text = String(glyph.character)
            if let last = pieces.last, last.text.isPlainASCII == text.isPlainASCII {
                pieces[pieces.count - 1].text += text
                pieces[pieces.count - 1].columns += glyph.columns
            } else {
                pieces.append(
                    Piece(column: column, columns: glyph.columns, text: text, style: style))
            }
            column += glyph.columns
        }
        return pieces
    }
}

extension DeviceColour {
    /// The colour itself, as far as it is known.
    fileprivate var rgb: RGB? {
        switch self {
        case .terminalDefault: nil
        case .entry(let entry): Palette.rgb(entry)
        case .rgb(let rgb): rgb
        }
    }
}

extension Attributes {
    /// The attributes as those of a piece of text; reversed colours are exchanged already.
    fileprivate var svg: String {
        let names: [(Attributes, String)] = [
            (.bold, " font-weight=\"bold\""), (.dim, " fill-opacity=\"0.6\""),
            (.underline, " text-decoration=\"underline\""), (.italic, " font-style=\"italic\""),
        ]
        return names.filter { contains($0.0) }.map(\.1).joined()
    }
}

extension RGB {
    /// The colour as `#rrggbb`.
    var hex: String {
        let value = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        let digits = String(value, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}

extension String {
    /// The text as it may stand between tags and in quotes; XML 1.0 §2.2 has no place for two of
    /// Unicode's non-characters.
    fileprivate var xmlEscaped: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
