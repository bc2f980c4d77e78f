import Foundation

/// This program as a file, to be launched again.
enum OwnProgram {
    static var path: String {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    }
}
