import Foundation

/// How many files and connections this process may have open.
enum OpenFiles {
    /// More than ten thousand clients and their peers ever take, or the nodes that `up` launches.
    private static let wanted: rlim_t = 65_536

    /// As many as the system lets it, up to what is wanted: many shells begin programs with 1,024, which
    /// thousands of clients are past.
    static func raiseLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        let most = min(limit.rlim_max, wanted)
        guard limit.rlim_cur < most else { return }
        limit.rlim_cur = most
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
