import TerminalUI
import Testing

@testable import Dashboard

/// Whole screens as text; see `Golden`.
struct GoldenTests {
    struct Scene: CustomTestStringConvertible, Sendable {
        var name: String
        var size: Size
        var keys: [String] = []
        var testDescription: String { name }
    }

    static let scenes = [
        Scene(name: "small", size: Size(columns: 80, rows: 24)),
        Scene(name: "medium", size: Size(columns: 120, rows: 40)),
        Scene(name: "large", size: Size(columns: 200, rows: 50)),
        Scene(name: "low", size: Size(columns: 120, rows: 24)),
        Scene(name: "high", size: Size(columns: 90, rows: 50)),
        Scene(name: "least", size: ScreenLayout.least),
        Scene(name: "too-small", size: Size(columns: 40, rows: 10)),
        Scene(name: "nodes", size: Size(columns: 80, rows: 24), keys: ["]"]),
        Scene(
            name: "zoomed-log", size: Size(columns: 80, rows: 24), keys: ["backtab", "z"]),
        Scene(name: "update", size: Size(columns: 80, rows: 24), keys: ["u"]),
        Scene(name: "help", size: Size(columns: 80, rows: 24), keys: ["?"]),
    ]

    @Test(arguments: scenes, GlyphSet.allCases)
    func `The screen is drawn as it was agreed`(scene: Scene, glyphs: GlyphSet) throws {
        var driver = Driver(size: scene.size)
        for key in scene.keys { driver.press(key) }
        try Golden.check(driver.screen(glyphs), against: "\(scene.name)-\(glyphs.rawValue)")
    }

    @Test(arguments: scenes.prefix(7) + scenes.suffix(2))
    func `Without colours the screen is told by attributes as it was agreed`(scene: Scene) throws {
        var driver = Driver(size: scene.size)
        for key in scene.keys { driver.press(key) }
        let mono = try ThemeLibrary.shipped.theme(named: "mono")
        let screen = driver.model.screen(theme: mono, glyphs: .unicode)
        let golden = "\(screen.text())\n\n\(Self.attributes(of: screen))"
        try Golden.check(golden, against: "\(scene.name)-mono")
    }

    /// Every cell's attributes on a terminal without colours as a letter: small ones for one of them,
    /// capitals for bold with another.
    private static func attributes(of screen: CellBuffer) -> String {
        (0..<screen.size.rows).map { row in
            let letters = (0..<screen.size.columns).map { column in
                letter(for: screen[column, row].style.quantised(to: .mono).attributes)
            }
            return String(letters.reversed().drop { $0 == " " }.reversed())
        }
        .joined(separator: "\n")
    }

    private static func letter(for attributes: Attributes) -> Character {
        switch attributes {
        case []: " "
        case .bold: "b"
        case .dim: "d"
        case .underline: "u"
        case .reverse: "r"
        case .italic: "i"
        case [.bold, .underline]: "U"
        case [.bold, .reverse]: "R"
        default: "*"
        }
    }

    @Test(arguments: ["clock", "cache", "rumors", "counters"])
    func `Every tab of the inspector is drawn as it was agreed`(tab: String) throws {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        driver.press("tab", "z")
        for _ in InspectorState.Tab.allCases
        where driver.model.inspector.tab.rawValue.lowercased() != tab {
            driver.press("right")
        }
        try Golden.check(driver.screen(), against: "inspector-\(tab)")
    }

    @Test func `A partition is drawn as a wall`() throws {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        driver.show(Fixture.split)
        try Golden.check(driver.screen(), against: "partition-unicode")
    }
}
