import TerminalUI
import Testing

@testable import Dashboard

/// Choosing a theme.
struct ThemeMenuTests {
    private static let names = (1...30).map { "theme-\($0)" }

    private func driver(
        size: Size = Fixture.size, names: [String] = ["dark", "light", "nord"]
    ) -> Driver {
        var driver = Driver(size: size)
        driver.tell(.listed(names))
        return driver
    }

    @Test func `What is selected is shown at once, and stays when it is taken`() {
        var driver = driver()
        #expect(driver.model.themeName == "dark")
        driver.press("T", "down")
        #expect(driver.model.themeName == "light")
        driver.press("down")
        #expect(driver.model.themeName == "nord")
        driver.press("enter")
        #expect(driver.model.themeName == "nord" && driver.model.mode == .screen)
        #expect(driver.screen().contains("--theme nord"))
    }

    @Test(arguments: ["esc", "T"])
    func `Leaving the list brings back what was before`(key: String) {
        var driver = driver()
        driver.press("T", "end", key)
        #expect(driver.model.themeName == "dark" && driver.model.mode == .screen)
    }

    @Test func `The rest of the screen stays as it is, to be judged`() {
        var driver = driver()
        let before = driver.model.screen(theme: Driver.dark, glyphs: .unicode)
        driver.press("T")
        let after = driver.model.screen(theme: Driver.dark, glyphs: .unicode)
        let map = Rectangle(column: 0, row: 0, columns: 60, rows: 39)
        for row in 0..<map.rows {
            for column in 0..<map.columns {
                #expect(before[column, row] == after[column, row])
            }
        }
        #expect(after.text().contains("Themes") && after.text().contains("nord"))
    }

    @Test func `A theme that cannot be shown says why and cannot be taken`() {
        var driver = driver()
        driver.press("T", "down")
        driver.tell(.refused("light", reason: "theme light: line 3 is not TOML"))
        #expect(driver.screen().contains("line 3 is not TOML"))
        driver.press("enter")
        #expect(driver.model.mode != .screen)
        #expect(driver.screen().contains("line 3 is not TOML"))
        driver.press("up", "down", "enter")
        #expect(driver.model.themeName == "light" && driver.model.mode == .screen)
    }

    @Test func `A long list scrolls, and its ends are ends`() {
        var driver = driver(size: Size(columns: 80, rows: 24), names: ["dark"] + Self.names)
        driver.press("T")
        #expect(driver.screen().contains("theme-1") && !driver.screen().contains("theme-30"))
        driver.press("up")
        #expect(driver.model.themeName == "dark")
        driver.press("end", "down")
        #expect(driver.model.themeName == "theme-30" && driver.screen().contains("theme-30"))
        driver.press("pageup")
        #expect(driver.model.themeName == "theme-12")
        driver.press("home")
        #expect(driver.model.themeName == "dark")
    }

    @Test func `A theme that comes or goes leaves the selection where it was`() {
        var driver = driver()
        driver.press("T", "down")
        driver.tell(.listed(["ant", "dark", "light", "nord"]))
        #expect(driver.model.themeName == "light")
        driver.press("up")
        #expect(driver.model.themeName == "dark")
        driver.press("esc")
        driver.tell(.listed(["ant"]))
        #expect(driver.model.themeName == "dark")
    }

    @Test func `A change of the theme in use is told`() {
        var driver = driver()
        driver.tell(.renewed("dark"))
        #expect(driver.screen().contains("theme dark was changed"))
    }

    @Test func `The list fits every screen that the dashboard fits`() {
        for size in [ScreenLayout.least, Size(columns: 80, rows: 24), Size(columns: 200, rows: 50)]
        {
            var driver = driver(size: size, names: ["dark"] + Self.names)
            driver.press("T", "end")
            #expect(driver.screen().contains("theme-30"), "\(size)")
            #expect(driver.screen().contains("keeps"), "\(size)")
        }
    }
}

extension Driver {
    fileprivate mutating func tell(_ news: ThemeNews) { _ = model.update(.themes(news)) }
}
