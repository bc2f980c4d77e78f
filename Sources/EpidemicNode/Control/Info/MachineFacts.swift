import Glibc

/// What the system tells of itself and of this process, as `INFO` has it.
struct MachineFacts {
    /// The name of the system, its version, and the processor.
    let system: String
    /// The number of this process.
    let process = getpid()
    /// Where the program stands that runs; empty where that cannot be found out.
    let program: String

    init() {
        var names = utsname()
        uname(&names)
        system = [
            Self.text(of: &names.sysname), Self.text(of: &names.release),
            Self.text(of: &names.machine),
        ].joined(separator: " ")
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = max(0, readlink("/proc/self/exe", &path, path.count))
        program = String(decoding: path[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A text that ends with a zero.
    private static func text<Characters>(of characters: inout Characters) -> String {
        withUnsafeBytes(of: &characters) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// Bytes of memory of the machine.
    static var memoryBytes: UInt64 {
        UInt64(max(0, sysconf(Int32(_SC_PHYS_PAGES))))
            * UInt64(max(0, sysconf(Int32(_SC_PAGESIZE))))
    }

    /// Seconds for which processors worked for this process, and for the system on its behalf.
    static var processorSeconds: (user: Double, system: Double) {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double {
            Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
        }
        return (seconds(usage.ru_utime), seconds(usage.ru_stime))
    }
}
