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

    /// All but the one without colours, which has tests of its own.
    private static let coloured = files.filter { $0 != "mono.toml" }

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

    @Test(arguments: coloured)
    func `text can be read against its background`(file: String) throws {
        let theme = try load(file)
        let ground = theme.style(.background).background
        for role in Role.allCases {
            guard let least = ThemeFamily.of(theme.name).contrast(of: role) else { continue }
            #expect(try contrast(of: theme.style(role)) >= least, "\(role.rawValue)")
            if theme.style(role).background == ground {
                let lifted = try contrast(of: theme.lifted.style(role))
                #expect(lifted >= least, "\(role.rawValue) on overlays")
            }
        }
    }

    @Test(arguments: coloured, [Role.selection, .selectionIdle])
    func `a selected row can be read`(file: String, base: Role) throws {
        let theme = try load(file)
        let least = ThemeFamily.of(theme.name).selected
        for role in ThemeFamily.inRows {
            let found = try contrast(of: theme.style(role, on: base))
            #expect(found >= least, "\(role.rawValue)")
        }
        let ground = try #require(theme.style(.background).background.rgb)
        let selected = try #require(theme.style(base).background.rgb)
        #expect(selected.contrast(with: ground) >= 1.05, "a selection must be seen")
    }

    @Test(arguments: coloured)
    func `states can be seen against everything they lie on`(file: String) throws {
        let theme = try load(file)
        let grounds = try [Role.background, .overlay, .selection, .selectionIdle].map {
            try #require(theme.style($0).background.rgb)
        }
        let colours = try stateColours(of: theme) { $0.rgb }
        #expect(colours.contrast(on: grounds) >= ThemeFamily.of(theme.name).states)
    }

    @Test(arguments: coloured)
    func `states are far apart, whatever one's sight`(file: String) throws {
        let theme = try load(file)
        let family = ThemeFamily.of(theme.name)
        let colours = try stateColours(of: theme) { $0.rgb }
        #expect(colours.distance >= family.distance)
        #expect(colours.distanceOfDown >= family.distanceOfDown)
    }

    @Test(arguments: coloured)
    func `states are far apart in 256 colours too`(file: String) throws {
        let theme = try load(file)
        func shown(_ colour: Colour) -> RGB? {
            guard case .entry(let entry) = colour.quantised(to: .palette256) else { return nil }
            return Palette.rgb(entry)
        }
        let colours = try stateColours(of: theme, shown)
        #expect(colours.distance >= 25 && colours.distanceOfDown >= 15)
        let ground = try #require(shown(theme.style(.background).background))
        #expect(colours.contrast(on: [ground]) >= 3)
    }

    /// Against the sixteen colours of xterm, the palest that there are: yellow on white has 1.7.
    @Test(arguments: coloured)
    func `text can be read in sixteen colours too`(file: String) throws {
        let theme = try load(file)
        for role in Role.allCases where ThemeFamily.isRead(role) {
            let style = theme.style(role).quantised(to: .palette16)
            guard case .entry(let ink) = style.foreground,
                case .entry(let ground) = style.background
            else { continue }
            let contrast = Palette.rgb(ink).contrast(with: Palette.rgb(ground))
            #expect(contrast >= 2.1, "\(role.rawValue): \(ink) on \(ground)")
        }
    }

    @Test(arguments: files, ColourDepth.allCases)
    func `states differ at every depth`(file: String, depth: ColourDepth) throws {
        let theme = try load(file)
        let states = ThemeFamily.states + [.superseded, .arriving]
        let styles = states.map { theme.style($0).quantised(to: depth) }
        #expect(Set(styles).count == states.count)
        #expect(Set(states.map { theme.glyph($0, in: .ascii) }).count == states.count)
        #expect(Set(states.map { theme.glyph($0) }).count == states.count)
    }

    @Test(arguments: files)
    func `marks of roots differ from each other`(file: String) throws {
        let theme = try load(file)
        let marks = Set(Role.roots.map { [theme.glyph($0).description, "\(theme.style($0))"] })
        #expect(marks.count == Role.roots.count)
    }

    @Test func `mono has no colour, and says everything by attributes`() throws {
        let theme = try load("mono.toml")
        for role in Role.allCases {
            let style = theme.style(role)
            #expect(style.foreground.rgb == nil && style.background.rgb == nil, "\(role.rawValue)")
        }
        let states = ThemeFamily.states + [.superseded, .frozen, .arriving]
        #expect(Set(states.map { theme.style($0).attributes.rawValue }).count == states.count)
        let pairs: [(Role, Role)] = [
            (.selection, .text), (.selectionIdle, .text), (.selection, .selectionIdle),
            (.borderFocused, .border), (.titleFocused, .title), (.tabActive, .tab),
            (.hintDisabled, .hintKey), (.paused, .running), (.alarm, .status),
            (.plotMeasured, .plotPredicted), (.inputCursor, .input), (.logFault, .logText),
        ]
        for (one, other) in pairs {
            let differ = theme.style(one).attributes != theme.style(other).attributes
            #expect(differ, "\(one.rawValue) and \(other.rawValue)")
        }
    }

    private func stateColours(
        of theme: Theme, _ shown: (Colour) -> RGB?
    ) throws -> StateColours {
        let colours = try ThemeFamily.states.map {
            try #require(shown(theme.style($0).foreground))
        }
        return StateColours(
            susceptible: colours[0], infected: colours[1], removed: colours[2], down: colours[3])
    }

    private func contrast(of style: Style) throws -> Double {
        let foreground = try #require(style.foreground.rgb)
        return foreground.contrast(with: try #require(style.background.rgb))
    }
}
