import TerminalUI
import Testing

@testable import Laboratory

/// The frames that are measured: they must be what their scenes say.
@Suite struct FrameSceneTests {
    private static let size = Size(columns: 132, rows: 40)

    /// The first screens of a scene.
    private func screens(_ scene: FrameScene, _ count: Int) throws -> [CellBuffer] {
        var stage = try FrameStage(scene, size: Self.size, seed: 5)
        return (0..<count).map { _ in
            stage.goOn()
            stage.update()
            var buffer = CellBuffer(size: Self.size)
            stage.draw(into: &buffer)
            return buffer
        }
    }

    @Test func `a screen drawn again over another one is the same, and nothing is to be written`()
        throws
    {
        let screens = try screens(.nothing, 3)
        #expect(screens[0].text().contains("PAUSED"))
        for screen in screens { #expect(screen.changes(since: screens[0]).isEmpty) }
        var stage = try FrameStage(.rest, size: Self.size, seed: 5)
        var (fresh, over) = (CellBuffer(size: Self.size), screens[0])
        stage.goOn()
        stage.update()
        stage.draw(into: &fresh)
        stage.draw(into: &over)
        #expect(fresh == over)
    }

    @Test func `everything changes where that is said`() throws {
        let screens = try screens(.everything, 2)
        let whole = (0..<Self.size.rows).map {
            CellSpan(row: $0, column: 0, columns: Self.size.columns)
        }
        #expect(screens[1].changes(since: screens[0]) == whole)
    }

    @Test func `at rest all agree, and elsewhere an update is under way`() throws {
        #expect(try screens(.rest, 1)[0].text().contains("CONVERGED 16/16"))
        let spreading = try screens(.spreading, 30)
        #expect(!spreading[0].text().contains("CONVERGED"))
        #expect(Set(spreading.map { $0.text() }).count == spreading.count)
    }

    @Test func `the same seed gives the same frames`() throws {
        #expect(try screens(.spreading, 5) == screens(.spreading, 5))
    }
}
