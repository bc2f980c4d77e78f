import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// What holds at every size.
struct LayoutTests {
    static let sizes: [Size] = [1, 2, 40, 59, 60, 80, 111, 112, 160, 300]
        .flatMap { columns in
            [1, 2, 3, 15, 16, 22, 24, 32, 38, 100].map {
                Size(columns: columns, rows: $0)
            }
        }

    @Test func `Panels fill the screen without overlapping, and each can be reached`() {
        for size in Self.sizes where size.fits(ScreenLayout.least) {
            let layout = ScreenLayout(size: size, zoomed: nil)
            var taken = [Int](repeating: 0, count: size.columns * size.rows)
            for area in layout.places.map(\.area) + [layout.status, layout.hints] {
                for row in area.row..<area.endRow {
                    for column in area.column..<area.endColumn {
                        taken[row * size.columns + column] += 1
                    }
                }
            }
            #expect(taken.allSatisfy { $0 == 1 }, "\(size)")
            #expect(Set(layout.places.flatMap(\.panels)) == Set(PanelID.allCases), "\(size)")
            #expect(layout.places.allSatisfy { $0.area.rows >= 4 }, "\(size)")
        }
    }

    @Test(arguments: [
        [], ["u"], ["?"], ["b"], [":"], ["/"], ["e"], ["z"], ["tab"], ["tab", "tab", "z"],
        ["backtab"],
    ])
    func `Every size can be drawn`(keys: [String]) {
        for size in Self.sizes {
            var driver = Driver(size: size)
            for key in keys { driver.press(key) }
            let rows = driver.screen(.ascii).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(rows.count == size.rows)
            #expect(rows.allSatisfy { $0.count <= size.columns }, "\(size)")
        }
    }

    @Test func `In ASCII there is nothing but ASCII`() {
        for size in [Size(columns: 80, rows: 24), Size(columns: 200, rows: 50)] {
            let driver = Driver(size: size)
            #expect(driver.screen(.ascii).utf8.allSatisfy { $0 < 0x7F }, "\(size)")
            #expect(!driver.screen(.ascii).contains("?  "), "a glyph without a stand-in")
        }
    }

    @Test func `The hints for help and quit are there at every size that is shown`() {
        for size in Self.sizes where size.fits(ScreenLayout.least) {
            let last = Driver(size: size).screen().split(separator: "\n").last ?? ""
            #expect(last.hasSuffix("? help  q quit"), "\(size)")
        }
    }

    @Test func `A screen that is too small says what is needed`() {
        let screen = Driver(size: Size(columns: 59, rows: 16)).screen()
        #expect(screen.contains("outbreak needs 60x16"))
        #expect(screen.contains("this screen is 59x16"))
        #expect(screen.contains("q quits"))
    }

    @Test func `Before the first view every size can be drawn and any key pressed`() {
        for size in Self.sizes {
            var driver = Driver(size: size, view: nil)
            for record in Bindings.standard.records where record.action != .quit {
                for key in record.keys { _ = driver.model.update(.key(key)) }
            }
            _ = driver.screen()
        }
    }

    @Test func `Zoom gives a panel the screen and takes it back`() {
        var driver = Driver()
        driver.press("tab", "z")
        #expect(driver.model.layout.places.map(\.panels) == [[.nodes]])
        #expect(!driver.screen().contains("what happened and why"))
        driver.press("tab")
        #expect(driver.model.layout.places.map(\.panels) == [[.inspector]], "it moves with Tab")
        driver.press("esc")
        #expect(driver.model.layout.places.count == 5)
    }

    @Test func `Of panels that share a place the one chosen last is seen`() {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        driver.press("]")
        #expect(driver.screen().contains("sent/s"))
        driver.press("tab")
        #expect(driver.screen().contains("sent/s"), "the table stays when the keys go on")
        driver.press("backtab", "[")
        #expect(!driver.screen().contains("sent/s"))
    }

    @Test(arguments: Perspective.allCases)
    func `Every panel can be reached in every arrangement`(perspective: Perspective) {
        for size in Self.sizes where size.fits(ScreenLayout.least) {
            let places = ScreenLayout(size: size, perspective: perspective, zoomed: nil).places
            let panels = places.flatMap(\.panels)
            #expect(panels.count == PanelID.allCases.count, "\(size)")
            #expect(Set(panels) == Set(PanelID.allCases), "\(size)")
            #expect(places.allSatisfy { $0.area.rows >= 4 }, "\(size)")
        }
    }

    @Test func `One key arranges the screen, and gives the keys to what it is for`() {
        var driver = Driver(size: Size(columns: 120, rows: 40))
        driver.press("4")
        #expect(driver.model.panel == .curve)
        driver.press("3")
        #expect(driver.model.panel == .links)
        driver.press("1")
        #expect(driver.model.panel == .map)
    }
}
