import Glibc

/// How full a node's disk is, and how long it takes to make something durable.
struct DiskFacts {
    let databaseBytes: Double
    /// What is written beside the database before it becomes a part of it.
    let logBytes: Double
    /// What this user may still write where the database is.
    let freeBytes: Double
    let commits: LatencyHistogram

    init(_ path: String, commits: LatencyHistogram) {
        databaseBytes = Self.size("\(path)/outbreak.sqlite")
        logBytes = Self.size("\(path)/outbreak.sqlite-wal")
        var system = statvfs()
        freeBytes =
            statvfs(path, &system) == 0 ? Double(system.f_bavail) * Double(system.f_frsize) : 0
        self.commits = commits
    }

    /// What keeps this user from writing where the data is; nil for nothing.
    static func trouble(at path: String) -> String? {
        guard access(path, W_OK | X_OK) == 0, access("\(path)/outbreak.sqlite", W_OK) == 0 else {
            return "it cannot be written: \(systemReason())"
        }
        return nil
    }

    private static func size(_ path: String) -> Double {
        var status = stat()
        return stat(path, &status) == 0 ? Double(status.st_size) : 0
    }
}
