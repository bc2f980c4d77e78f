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
