import Foundation
import FoundationXML
import Testing

@testable import TerminalUI

/// Screens as pictures.
@Suite struct SvgTests {
    private let ground = PictureGround.dark

    @Test(arguments: PaintedScreens.seeds)
    func `every glyph stands in its cell, in the look of its style`(seed: Int) throws {
        let screen = PaintedScreens.screen(seed: seed)
        let picture = try PictureReader(screen.svg(ground: ground))
        var cells: [Point: (Character, String)] = [:]
        for text in picture.texts {
            var column = try text.number("x", from: SVGPicture.margin, by: SVGPicture.cellWidth)
            let row = try text.number(
                "y", from: SVGPicture.margin + SVGPicture.baseline, by: SVGPicture.cellHeight)
            let colour = text.attributes["fill"] ?? ground.foreground.hex
            let start = column
            for glyph in text.content.displayGlyphs {
                cells[Point(column: column, row: row)] = (glyph.character, colour)
                column += glyph.columns
            }
            #expect(text.attributes["textLength"] == "\((column - start) * SVGPicture.cellWidth)")
        }
        try expectGlyphs(of: screen, in: cells)
    }

    private func expectGlyphs(
        of screen: CellBuffer, in cells: [Point: (Character, String)]
    ) throws {
        for row in 0..<screen.size.rows {
            for column in 0..<screen.size.columns
            where screen[column, row].glyph != " " {
                let point = Point(column: column, row: row)
                let seen = try #require(cells[point], "\(point)")
                let style = screen[column, row].style
                let isReversed = style.attributes.contains(.reverse)
                let ink = isReversed ? style.background.rgb : style.foreground.rgb
                let plain = isReversed ? ground.background : ground.foreground
                #expect(seen.0 == screen[column, row].glyph)
                #expect(seen.1 == (ink ?? plain).hex)
            }
        }
    }

    @Test(arguments: PaintedScreens.seeds)
    func `every background is painted where it belongs`(seed: Int) throws {
        let screen = PaintedScreens.screen(seed: seed)
        let rectangles = try PictureReader(screen.svg(ground: ground)).rectangles
        for row in 0..<screen.size.rows {
            for column in 0..<screen.size.columns {
                let style = screen[column, row].style
                let isReversed = style.attributes.contains(.reverse)
                let under = isReversed ? style.foreground.rgb : style.background.rgb
                let plain = isReversed ? ground.foreground : ground.background
                let x = SVGPicture.margin + column * SVGPicture.cellWidth + 4
                let y = SVGPicture.margin + row * SVGPicture.cellHeight + 9
                let painted = try rectangles.last { try $0.contains(x: x, y: y) }
                #expect(painted?.attributes["fill"] == (under ?? plain).hex)
            }
        }
    }

    @Test(arguments: PaintedScreens.seeds)
    func `the text of a row can be read off in one piece`(seed: Int) throws {
        let screen = PaintedScreens.screen(seed: seed)
        let texts = try PictureReader(screen.svg()).texts
        for row in 0..<screen.size.rows {
            let height =
                SVGPicture.margin + SVGPicture.baseline + row * SVGPicture.cellHeight
            let line = texts.filter { $0.attributes["y"] == "\(height)" }.map(\.content).joined()
            #expect(line.hasPrefix(screen.rowText(row)))
            #expect(line.dropFirst(screen.rowText(row).count).allSatisfy { $0 == " " })
        }
    }

    /// Chromium has a rule of its own for text, so that nothing is inherited from around it.
    @Test func `blanks are kept by those who heed the attribute, and by those who heed the rule`()
        throws
    {
        let screen = CellBuffer(size: Size(columns: 2, rows: 1))
        let elements = try PictureReader(screen.svg()).elements
        #expect(elements[0].attributes["xml:space"] == "preserve")
        #expect(elements.first { $0.name == "style" }?.content == "text { white-space: pre }")
    }

    @Test func `the title is escaped`() throws {
        let screen = CellBuffer(size: Size(columns: 2, rows: 1))
        let picture = try PictureReader(screen.svg(title: "a < b & \"c\"\u{1B}"))
        #expect(picture.title == "a < b & \"c\"\u{FFFD}")
    }

    @Test func `a theme that leaves its colours to the terminal gets a ground all the same`() throws
    {
        let mine = try ThemeLibrary.shipped.theme(
            parsing: "inherits = \"light\"\n[palette]\npaper = \"default\"", source: "my.toml")
        #expect(mine.pictureGround.background == PictureGround.light.background)
        let dark = try ThemeLibrary.shipped.theme(named: "dark")
        #expect(dark.pictureGround.background == dark.style(.background).background.rgb)
    }
}

/// The elements of an SVG picture; what is not well-formed is an error.
private final class PictureReader: NSObject, XMLParserDelegate {
    struct Element {
        var name: String
        var attributes: [String: String]
        var content = ""

        struct NotInGrid: Error { var name: String }

        /// A coordinate in cells.
        func number(_ name: String, from start: Int, by step: Int) throws -> Int {
            guard let value = attributes[name].flatMap(Int.init),
                (value - start).isMultiple(of: step)
            else { throw NotInGrid(name: name) }
            return (value - start) / step
        }

        func contains(x: Int, y: Int) throws -> Bool {
            let sides = try ["x", "y", "width", "height"].map { name in
                try attributes[name] == nil ? 0 : number(name, from: 0, by: 1)
            }
            return (sides[0]..<sides[0] + sides[2]).contains(x)
                && (sides[1]..<sides[1] + sides[3]).contains(y)
        }
    }

    private(set) var elements: [Element] = []
    private var open: [Int] = []

    var texts: [Element] { elements.filter { $0.name == "text" } }
    var rectangles: [Element] { elements.filter { $0.name == "rect" } }
    var title: String? { elements.first { $0.name == "title" }?.content }

    struct NotWellFormed: Error { var line: Int }

    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        guard parser.parse() else { throw NotWellFormed(line: parser.lineNumber) }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        open.append(elements.count)
        elements.append(Element(name: name, attributes: attributes))
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        guard let index = open.last else { return }
        elements[index].content += text
    }
}
