import Foundation
import Testing

/// Whole screens as text, beside this file in `Goldens`.
///
/// `RECORD_GOLDENS=1 swift test --filter DashboardTests` writes them anew; look at the difference
/// before it is committed.
enum Golden {
    static func check(_ screen: String, against name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/\(name).txt")
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
            try Data((screen + "\n").utf8).write(to: file)
        }
        let golden = try String(contentsOf: file, encoding: .utf8)
        #expect(screen + "\n" == golden, "\(name)\n\(screen)")
    }
}
