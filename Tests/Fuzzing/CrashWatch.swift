import Foundation
import Synchronization

/// Tells with which input a decoder ended the process, or never came back from.
///
/// A trap leaves nobody to report to. So the input at hand lies where a signal handler finds it: it is
/// written to standard error and into the corpus as `crash.hex` before the process ends. A decoder that
/// takes minutes of the processor's time for one input is ended, too.
struct CrashWatch {
    private let slot: Int

    init(_ target: String, seed: UInt64, corpus: String) {
        slot = Watched.next()
        let words = "\nfuzzing \(target) with seed \(seed) ended the process; the input was\n"
        Watched.slots[slot].begin(words: words, folder: corpus)
    }

    /// The next input.
    func note(_ input: [UInt8], execution: Int) { Watched.slots[slot].note(input, execution) }

    func end() { Watched.slots[slot].isActive = false }
}

/// What the signal handlers look at: plain memory, allocated beforehand.
private enum Watched {
    static let count = 64
    nonisolated(unsafe) static let slots: UnsafeMutablePointer<WatchedRun> = {
        let slots = UnsafeMutablePointer<WatchedRun>.allocate(capacity: count)
        slots.initialize(repeating: WatchedRun(), count: count)
        install()
        return slots
    }()
    private static let taken = Atomic<Int>(0)

    static func next() -> Int {
        let place = taken.wrappingAdd(1, ordering: .relaxed).oldValue
        precondition(place < count, "more than \(count) decoders are fed in one process")
        return place
    }

    /// Seconds of the processor's time after which one input has taken too long.
    private static let patience = 120

    private static func install() {
        for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE] {
            set(number, flags: SA_NODEFER | Int32(bitPattern: UInt32(SA_RESETHAND))) { _ in
                for place in 0..<Watched.count
                where Watched.slots[place].isActive
                    && pthread_equal(Watched.slots[place].thread, pthread_self()) != 0
                {
                    Watched.slots[place].tell()
                }
            }
        }
        set(SIGVTALRM, flags: SA_RESTART) { _ in
            for place in 0..<Watched.count where Watched.slots[place].isActive {
                guard Watched.slots[place].isStuck() else { continue }
                Watched.slots[place].tell()
                signal(SIGABRT, SIG_DFL)
                abort()
            }
        }
        let interval = timeval(tv_sec: patience, tv_usec: 0)
        var timer = itimerval(it_interval: interval, it_value: interval)
        setitimer(__itimer_which_t(UInt32(ITIMER_VIRTUAL.rawValue)), &timer, nil)
    }

    private static func set(
        _ number: Int32, flags: Int32, _ handler: @escaping @convention(c) (Int32) -> Void
    ) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = flags
        sigaction(number, &action, nil)
    }
}

/// One run of a decoder, as a signal handler may read it.
private struct WatchedRun {
    var isActive = false
    private(set) var thread = pthread_self()
    private var words: UnsafeMutablePointer<CChar>?
    private var folder: UnsafeMutablePointer<CChar>?
    private var path: UnsafeMutablePointer<CChar>?
    private let input = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.bytesMax)
    private var bytes = 0
    private var execution = -1
    private var executionBefore = -2

    private static let bytesMax = 16_384

    mutating func begin(words: String, folder: String) {
        self.words = strdup(words)
        (self.folder, path) = (strdup(folder), strdup(folder + "/crash.hex"))
        isActive = true
    }

    mutating func note(_ bytes: [UInt8], _ execution: Int) {
        thread = pthread_self()
        self.bytes = min(bytes.count, Self.bytesMax)
        bytes.withUnsafeBufferPointer {
            if let start = $0.baseAddress { input.update(from: start, count: self.bytes) }
        }
        self.execution = execution
    }

    /// Whether nothing has gone on since this was asked last.
    mutating func isStuck() -> Bool {
        defer { executionBefore = execution }
        return execution == executionBefore
    }

    /// Writes down what is at hand, by nothing but system calls.
    func tell() {
        if let words { _ = write(STDERR_FILENO, words, strlen(words)) }
        if let folder { _ = mkdir(folder, 0o755) }
        let file = path.map { open($0, O_WRONLY | O_CREAT | O_TRUNC, 0o644) } ?? -1
        var pair: (UInt8, UInt8) = (0, 0)
        for place in 0..<bytes {
            pair = (Self.digit(input[place] >> 4), Self.digit(input[place] & 15))
            _ = write(STDERR_FILENO, &pair, 2)
            if file >= 0 { _ = write(file, &pair, 2) }
        }
        pair = (0x0A, 0x0A)
        _ = write(STDERR_FILENO, &pair, 1)
        if file >= 0 {
            _ = write(file, &pair, 1)
            close(file)
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}
