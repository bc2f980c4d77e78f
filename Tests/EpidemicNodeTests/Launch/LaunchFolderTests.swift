import Foundation
import Testing

@testable import EpidemicNode

/// Where launched nodes keep their data.
@Suite struct LaunchFolderTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    /// Why nodes with their data there are not launched; nil when they are.
    private func refusal(_ folder: String) throws -> LaunchError? {
        do {
            _ = try LocalProcesses(
                .init(program: "/bin/false", nodes: 1, basePort: TestNode.quietPort, data: folder))
            return nil
        } catch let error as LaunchError {
            return error
        }
    }

    @Test func `a folder that cannot be made is refused with the reason, and nothing is launched`()
        throws
    {
        let file = scratch.path("file")
        try Data().write(to: URL(fileURLWithPath: file))
        for folder in [file, "\(file)/data", "/dev/null/data"] {
            let refusal = try refusal(folder)
            guard case .noFolder(folder, _) = refusal else {
                Issue.record("\(folder): \(refusal as Any)")
                continue
            }
            #expect("\(refusal!)".contains(folder))
        }
    }

    @Test func `folders above it are made with it`() throws {
        let folder = scratch.path("a/b/c")
        #expect(try refusal(folder) == nil)
        #expect(FileManager.default.fileExists(atPath: folder))
    }
}
