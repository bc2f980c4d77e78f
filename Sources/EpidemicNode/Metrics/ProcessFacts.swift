import Glibc

/// What the system tells of this process, under the names that Prometheus has for it.
struct ProcessFacts {
    private(set) var cpuSeconds = 0.0
    private(set) var startSeconds = 0.0
    private(set) var virtualBytes = 0.0
    private(set) var residentBytes = 0.0
    private(set) var openFiles = 0
    private(set) var openFilesMax = 0.0
    private(set) var threads = 0.0

    /// As they are now; what cannot be found out is 0.
    init() {
        let ticks = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
        let stat = FileText.read("/proc/self/stat")
        // What stands behind the name, which may hold anything, from the third field on.
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].dropFirst()
            .split(separator: " ")
        func field(_ number: Int) -> Double {
            fields.count > number - 3 ? Double(fields[number - 3]) ?? 0 : 0
        }
        cpuSeconds = (field(14) + field(15)) / ticks
        threads = field(20)
        startSeconds = Self.bootSeconds + field(22) / ticks
        virtualBytes = field(23)
        residentBytes = Self.residentBytes
        openFiles = Self.openFileCount
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        openFilesMax = Double(limit.rlim_cur)
    }

    /// Bytes of memory that the process takes.
    static var residentBytes: Double {
        let pages = FileText.read("/proc/self/statm").split(separator: " ").dropFirst().first
        return (pages.flatMap { Double($0) } ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// When the system was started, in seconds since 1970.
    private static let bootSeconds: Double = {
        let line = FileText.read("/proc/stat").split(separator: "\n").first {
            $0.hasPrefix("btime ")
        }
        return line.flatMap { Double($0.dropFirst(6)) } ?? 0
    }()

    private static var openFileCount: Int {
        guard let directory = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(directory) }
        var count = 0
        while readdir(directory) != nil { count += 1 }
        // The two dots, and the directory that is read.
        return max(0, count - 3)
    }
}

/// Small files of the system.
private enum FileText {
    static func read(_ path: String) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            guard count > 0 else { return String(decoding: text, as: UTF8.self) }
            text += buffer[..<count]
        }
    }
}
