import Foundation

/// A process with nothing of ours but its arguments: no open files, and every signal as usual.
///
/// Foundation's `Process` hands on both the files and the blocked signals of the thread that starts
/// it; a program that stays, such as a terminal, then keeps its starter waiting for ever.
struct ChildProcess {
    let number: pid_t

    /// How a process ended.
    enum Ending: Equatable {
        case exited(Int32)
        case killed(Int32)
    }

    /// Where its streams go: paths of files.
    struct Streams {
        var input = "/dev/null"
        var output = "/dev/null"
        var errors = "/dev/null"
    }

    init(
        _ path: String, _ arguments: [String], environment: [String: String], streams: Streams
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, streams.input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, streams.output, O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, streams.errors, O_WRONLY, 0)
        // Hundreds are open where hundreds of tests run at once, sockets that listen among them.
        // Closing what is not open is no error here, as long as it could be.
        for file in 3..<Self.filesMax { posix_spawn_file_actions_addclose(&actions, file) }
        var attributes = Self.usualSignals()
        defer { posix_spawnattr_destroy(&attributes) }
        var number: pid_t = 0
        let failure = Self.withCStrings([path] + arguments) { argv in
            Self.withCStrings(environment.map { "\($0)=\($1)" }.sorted()) { environment in
                posix_spawn(&number, path, &actions, &attributes, argv, environment)
            }
        }
        guard failure == 0 else {
            throw CocoaError(.executableNotLoadable, userInfo: ["path": path, "errno": failure])
        }
        self.number = number
    }

    /// Waits until it has ended.
    func wait() -> Ending {
        var status: Int32 = 0
        while waitpid(number, &status, 0) == -1, errno == EINTR {}
        return Self.ending(status)
    }

    /// How it ended; nil while it runs.
    func endingNow() -> Ending? {
        var status: Int32 = 0
        return waitpid(number, &status, WNOHANG) == 0 ? nil : Self.ending(status)
    }

    private static func ending(_ status: Int32) -> Ending {
        status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
    }

    /// Files that can be open at once, as far as any test opens them.
    private static var filesMax: Int32 {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int32(min(limit.rlim_cur, 4_096))
    }

    private static func usualSignals() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }
}
