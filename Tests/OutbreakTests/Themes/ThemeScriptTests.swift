import Testing

@testable import Laboratory

/// Choosing a theme in the whole program.
@Suite struct ThemeScriptTests {
    @Test func `a theme is chosen from the list`() throws {
        let run = try scripted(
            """
            key T
            expect Themes
            expect light
            key down
            key enter
            expect theme light
            expect-not Themes
            """)
        #expect(run.status == .done)
    }
}
