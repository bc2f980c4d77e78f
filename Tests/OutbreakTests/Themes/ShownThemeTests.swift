import Dashboard
import Foundation
import TerminalUI
import Testing

@testable import Laboratory
@testable import outbreak

/// The user's own themes, and what becomes of the screen when they change.
@Suite struct ShownThemeTests {
    private let home: ScratchFolder

    init() throws {
        home = try ScratchFolder()
        try home.write(red, to: "outbreak/themes/mine.toml")
    }

    private let red = "inherits = \"dark\"\n[palette]\nsky = \"#FF0000\""
    private let green = "inherits = \"dark\"\n[palette]\nsky = \"#00FF00\""

    private var environment: [String: String] { ["XDG_CONFIG_HOME": home.path] }

    private func shown(_ name: String) throws -> ShownTheme {
        try ShownTheme(name, environment: environment)
    }

    private func sky(_ shown: ShownTheme) -> RGB? {
        shown.theme.style(.susceptible).foreground.rgb
    }

    @Test func `a theme of the user's folder is offered after the shipped ones`() throws {
        let names = try shown("dark").shelf.names
        #expect(names == ThemeLibrary.shipped.names + ["mine"])
        #expect(try sky(shown("mine")) == RGB("#FF0000"))
    }

    @Test func `a file given by its path can be chosen again`() throws {
        let path = try home.write(green, to: "elsewhere.toml")
        var shown = try shown(path)
        #expect(shown.shelf.names.last == path && shown.shelf.kept == path)
        #expect(shown.show("mine") == nil)
        #expect(shown.show(path) == nil)
        #expect(sky(shown) == RGB("#00FF00"))
    }

    @Test func `a broken theme of the user's stops only who asks for it`() throws {
        let path = try home.write("inherits = \"dusk\"", to: "outbreak/themes/bad.toml")
        var dark = try shown("dark")
        #expect(dark.shelf.names.contains("bad"))
        let complaint = #expect(throws: Complaint.self) { try shown("bad") }
        #expect(complaint?.status == .wrongUse)
        #expect(complaint?.sentence.contains(path) == true)
        #expect(complaint?.sentence.contains("\"dusk\"") == true)

        let before = dark.theme
        guard case .refused("bad", let reason) = dark.show("bad") else {
            Issue.record("a broken theme was shown")
            return
        }
        #expect(reason == complaint?.sentence && dark.theme == before)
    }

    @Test func `what is no text stops only who asks for it`() throws {
        let folder = URL(fileURLWithPath: home.path + "/outbreak/themes")
        try Data([0xFF, 0xFE]).write(to: folder.appendingPathComponent("bytes.toml"))
        #expect(try shown("dark").shelf.names.contains("bytes"))
        #expect(throws: Complaint.self) { try shown("bytes") }
    }

    @Test func `a theme that nobody knows is refused with all that there are`() throws {
        let complaint = #expect(throws: Complaint.self) { try shown("nonsense") }
        for name in ThemeLibrary.shipped.names + ["mine"] {
            #expect(complaint?.sentence.contains(name) == true)
        }
    }

    @Test func `a change on disk is shown and told once`() throws {
        var shown = try shown("mine")
        #expect(shown.readAgain() == [])
        try home.write(green, to: "outbreak/themes/mine.toml")
        #expect(shown.readAgain() == [.renewed("mine")])
        #expect(sky(shown) == RGB("#00FF00"))
        #expect(shown.readAgain() == [])
    }

    @Test func `a broken edit leaves the last good theme, until it is mended`() throws {
        var shown = try shown("mine")
        try home.write("[palette", to: "outbreak/themes/mine.toml")
        let news = shown.readAgain()
        guard case .refused("mine", let reason) = news.first, news.count == 1 else {
            Issue.record("found \(news)")
            return
        }
        #expect(reason.contains("mine.toml") && reason.contains("line 1"))
        #expect(sky(shown) == RGB("#FF0000"))
        #expect(shown.readAgain() == [])
        #expect(shown.show("dark") == nil)
        guard case .refused("mine", _) = shown.show("mine") else {
            Issue.record("a broken theme was shown")
            return
        }
        #expect(sky(shown) == RGB("#FF0000"))
        try home.write(red, to: "outbreak/themes/mine.toml")
        #expect(shown.readAgain() == [.renewed("mine")])
    }

    @Test func `a theme that comes into the folder is offered`() throws {
        var shown = try shown("dark")
        try home.write(green, to: "outbreak/themes/another.toml")
        let names = ThemeLibrary.shipped.names + ["another", "mine"]
        #expect(shown.readAgain() == [.listed(names)])
    }

    @Test func `a theme of btop is one like the others, unless there is our own of its name`()
        throws
    {
        try home.write("theme[main_bg]=\"#102030\"", to: "outbreak/themes/blue.theme")
        try home.write("theme[main_bg]=\"#102030\"", to: "outbreak/themes/mine.theme")
        let shown = try shown("blue")
        #expect(shown.shelf.names == ThemeLibrary.shipped.names + ["blue", "mine"])
        #expect(shown.theme.style(.background).background.rgb == RGB("#102030"))
        #expect(try sky(self.shown("mine")) == RGB("#FF0000"))
    }

    @Test func `what btop leaves out of a theme is told once, with file, line and value`() throws {
        let path = try home.write("\ntheme[main_bg]=\"#12\u{41}\"", to: "odd.theme")
        var shown = try shown(path)
        guard case .remarked(path, let remark) = shown.remark() else {
            Issue.record("nothing was said")
            return
        }
        #expect(remark.contains("\(path): line 2: main_bg is \"#12A\""))
        #expect(shown.remark() == nil && shown.readAgain() == [])
        #expect(shown.show("mine") == nil && shown.show(path) == nil)
        try home.write("\ntheme[main_bg]=\"#12\u{42}\"", to: "odd.theme")
        guard case .remarked(path, _)? = shown.readAgain().last else {
            Issue.record("nothing was said of another line")
            return
        }
    }

    @Test func `a comment in another character set does not matter to a theme of btop`() throws {
        let file = URL(fileURLWithPath: home.path + "/outbreak/themes/blue.theme")
        try (Data("# gr".utf8) + [0xFC] + Data("n\ntheme[main_bg]=\"#102030\"".utf8)).write(
            to: file)
        var shown = try shown("blue")
        #expect(shown.theme.style(.background).background.rgb == RGB("#102030"))
        #expect(shown.remark() == nil)
    }

    @Test func `a theme that is a link is watched where it leads`() throws {
        let target = try home.write(green, to: "dotfiles/theme.toml")
        let link = home.path + "/outbreak/themes/linked.toml"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
        let interests = try shown("linked").places.interests
        #expect(interests[home.resolved + "/outbreak/themes"] == .everything)
        #expect(interests[home.resolved + "/dotfiles"] == .names(["theme.toml"]))
        #expect(interests[home.resolved + "/dotfiles/theme.toml"] == .everything)
    }

    @Test func `a folder that is a link is watched where it leads, and where it stands`() throws {
        let files = FileManager.default
        try home.write(green, to: "dotfiles/themes/linked.toml")
        try files.removeItem(atPath: home.path + "/outbreak/themes")
        try files.createSymbolicLink(
            atPath: home.path + "/outbreak/themes", withDestinationPath: "../dotfiles/themes")
        let interests = try shown("linked").places.interests
        #expect(interests[home.resolved + "/outbreak"] == .names(["themes"]))
        #expect(interests[home.resolved + "/dotfiles"] == .names(["themes"]))
        #expect(interests[home.resolved + "/dotfiles/themes"] == .everything)
        #expect(interests[home.resolved] == .names(["outbreak", "dotfiles"]))
    }

    @Test func `a ring of links is watched as far as it goes`() throws {
        let ring = home.path + "/ring"
        try FileManager.default.createSymbolicLink(atPath: ring, withDestinationPath: ring)
        let places = WatchedPlaces(folder: ring, file: nil)
        #expect(places.interests[home.resolved] == .names(["ring"]))
    }
}
