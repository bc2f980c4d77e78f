import Foundation
import Testing

@testable import TerminalUI

/// Every file of `themes/`.
@Suite struct ShippedThemeTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("themes")

    private static let files = try! FileManager.default
        .contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".toml") }.sorted()

    private func load(_ file: String) throws -> Theme {
        let text = try String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
        return try ThemeLibrary.shipped.theme(parsing: text, source: file)
    }

    @Test func `the program carries exactly the files of the folder`() {
        #expect(Self.files == ThemeLibrary.shipped.names.map { $0 + ".toml" }.sorted())
    }

    @Test(arguments: files)
    func `a file is the theme of its name, and the one in the program`(file: String) throws {
        let theme = try load(file)
        #expect(theme.name + ".toml" == file)
        #expect(try ThemeLibrary.shipped.theme(named: theme.name) == theme)
    }

    @Test(arguments: files)
    func `text can be read against its background`(file: String) throws {
        let theme = try load(file)
        let exempt: Set<Role> = [
            .border, .borderFocused, .scroll, .linkUp, .linkCut, .linkLossy, .linkSlow, .plotAxis,
            .plotGrid, .hintDisabled, .susceptible, .infected, .removed, .superseded, .down,
            .frozen, .brand,
        ]
        for role in Role.allCases where !exempt.contains(role) {
            #expect(try contrast(of: role, in: theme) >= 4.5, "\(role.rawValue)")
            if theme.style(role).background == theme.style(.background).background {
                #expect(try contrast(of: role, in: theme.lifted) >= 4.5, "\(role.rawValue) lifted")
            }
        }
    }

    @Test(arguments: files)
    func `states can be seen against every background they lie on`(file: String) throws {
        let theme = try load(file)
        for role in Self.states {
            #expect(try contrast(of: role, in: theme) >= 3, "\(role.rawValue)")
            for base in [Role.selection, .selectionIdle] {
                let selected = theme.style(role, on: base)
                #expect(try contrast(of: selected) >= 3, "\(role.rawValue) on \(base.rawValue)")
            }
        }
    }

    private static let states: [Role] = [.susceptible, .infected, .removed, .down]

    /// A distance of 30 in Lab is six times what people just notice.
    @Test(arguments: files)
    func `the three states of the protocol are far apart`(file: String) throws {
        let theme = try load(file)
        let colours = try [Role.susceptible, .infected, .removed].map {
            Lab(try #require(theme.style($0).foreground.rgb))
        }
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            #expect(colours[one].squaredDistance(colours[other]) >= 30 * 30)
        }
    }

    @Test(arguments: files, ColourDepth.allCases)
    func `states differ at every depth`(file: String, depth: ColourDepth) throws {
        let theme = try load(file)
        let states: [Role] = [.susceptible, .infected, .removed, .superseded, .down]
        let styles = states.map { theme.style($0).quantised(to: depth) }
        #expect(Set(styles).count == states.count)
        #expect(Set(states.map { theme.glyph($0, in: .ascii) }).count == states.count)
        #expect(Set(states.map { theme.glyph($0) }).count == states.count)
    }

    @Test(arguments: files)
    func `marks of roots differ from each other`(file: String) throws {
        let theme = try load(file)
        #expect(Set(Role.roots.map { theme.style($0).foreground }).count == Role.roots.count)
    }

    private func contrast(of role: Role, in theme: Theme) throws -> Double {
        try contrast(of: theme.style(role))
    }

    private func contrast(of style: Style) throws -> Double {
        let foreground = try #require(style.foreground.rgb)
        return foreground.contrast(with: try #require(style.background.rgb))
    }
}
