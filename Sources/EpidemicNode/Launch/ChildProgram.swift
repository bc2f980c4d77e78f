import Glibc

/// Starts a program with nothing of ours but its arguments and environment; of what it prints, its errors are
/// kept.
enum ChildProgram {
    /// - Parameters:
    ///   - input: what it reads.
    ///   - errors: what takes its standard error.
    /// - Throws: `LaunchError.notStarted`.
    static func start(
        _ path: String, _ arguments: [String], input: Lifeline, errors: LastWords
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.end, 0)
        for stream: Int32 in 1...2 {
            posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
        }
        if let file = errors.file { posix_spawn_file_actions_adddup2(&actions, file, 2) }
        // Closing what is not open is no error here.
        for file: Int32 in 3..<1_024 { posix_spawn_file_actions_addclose(&actions, file) }
        var attributes = usualSignals()
        defer { posix_spawnattr_destroy(&attributes) }
        let words = ([path] + arguments).map { strdup($0) }
        defer { words.forEach { free($0) } }
        var child: pid_t = 0
        let failure = posix_spawn(&child, path, &actions, &attributes, words + [nil], environ)
        guard failure == 0 else {
            throw LaunchError.notStarted(path, reason: String(cString: strerror(failure)))
        }
        return child
    }

    /// Every signal as usual, and a process group of its own: the keyboard's interrupt is the dashboard's.
    private static func usualSignals() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        return attributes
    }
}
