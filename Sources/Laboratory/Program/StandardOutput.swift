import Foundation

/// Standard output for programs that wait for a line: each goes out at once.
package enum StandardOutput {
    package static func printLine(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
