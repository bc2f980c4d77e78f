import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// Panels that show more than the first view holds, each in its place and zoomed.
struct PanelGoldenTests {
    struct Scene: CustomTestStringConvertible, Sendable {
        var panel: PanelID
        var view: ClusterView
        var keys: [String] = []
        var testDescription: String { panel.rawValue }
    }

    static let scenes = [
        Scene(
            panel: .links, view: Fixture.linked, keys: ["down", "down", "down", "right", "right"]),
        Scene(panel: .divergence, view: Fixture.diverged()),
        Scene(panel: .spaceTime, view: Fixture.remembered()),
        Scene(panel: .log, view: Fixture.view(), keys: ["up", "up"]),
    ]

    private func driver(_ scene: Scene, _ size: Size, zoom: Zoom) -> Driver {
        var driver = Driver(size: size, view: scene.view)
        driver.go(to: scene.panel)
        if zoom == .zoomed { driver.press("z") }
        for key in scene.keys { driver.press(key) }
        return driver
    }

    @Test(arguments: scenes, GlyphSet.allCases)
    func `A panel is drawn in its place as it was agreed`(scene: Scene, glyphs: GlyphSet) throws {
        let driver = driver(scene, Size(columns: 120, rows: 40), zoom: .none)
        try Golden.check(driver.screen(glyphs), against: "\(scene.panel)-\(glyphs.rawValue)")
    }

    @Test(arguments: scenes, [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)])
    func `A panel is drawn zoomed as it was agreed`(scene: Scene, size: Size) throws {
        let driver = driver(scene, size, zoom: .zoomed)
        try Golden.check(driver.screen(), against: "\(scene.panel)-zoomed-\(size)")
    }

    @Test(arguments: scenes)
    func `A panel can be drawn at every size`(scene: Scene) {
        for size in LayoutTests.sizes {
            for zoom in [Zoom.none, .zoomed] {
                let screen = driver(scene, size, zoom: zoom).screen(.ascii)
                #expect(screen.utf8.allSatisfy { $0 < 0x7F }, "\(size)")
            }
        }
    }
}
