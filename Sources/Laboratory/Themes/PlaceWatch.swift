import Foundation

/// Tells when something at some places was written, moved, linked or taken away (inotify).
///
/// Folders are watched and not only files, because most editors put a new file in the place of the old
/// one. A place that does not exist, or that the system has no watch left for, is not watched.
@MainActor
final class PlaceWatch {
    private let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    private var source: (any DispatchSourceRead)?
    private var places: WatchedPlaces?
    /// By the numbers of the watches.
    private var watched: [Int32: (path: String, interest: WatchedPlaces.Interest)] = [:]

    private static let events = UInt32(
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE)

    /// - Parameter changed: is called on the main queue after something changed.
    init(_ changed: @escaping @MainActor () -> Void) {
        guard descriptor >= 0 else { return }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        let descriptor = descriptor
        source.setEventHandler { [weak self] in
            MainActor.assumeIsolated { if self?.drain() == true { changed() } }
        }
        source.setCancelHandler { Foundation.close(descriptor) }
        source.activate()
        self.source = source
    }

    isolated deinit { source?.cancel() }

    /// Watches these places from now on.
    func follow(_ places: WatchedPlaces) {
        guard places != self.places, descriptor >= 0 else { return }
        self.places = places
        watchAgain()
    }

    /// Watches what is at the places now; a watch is of what was there when it was made.
    private func watchAgain() {
        let former = watched
        watched = [:]
        for (path, interest) in places?.interests ?? [:] {
            let number = inotify_add_watch(descriptor, path, Self.events)
            if number >= 0 { watched[number] = (path, interest) }
        }
        for number in former.keys where watched[number] == nil {
            inotify_rm_watch(descriptor, number)
        }
    }

    /// Takes off what has happened; whether any of it matters.
    private func drain() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var matters = false
        while true {
            let count = read(descriptor, &bytes, bytes.count)
            guard count > 0 else { break }
            bytes[..<count].withUnsafeBytes { buffer in
                var place = 0
                while place < count {
                    let event = buffer.loadUnaligned(
                        fromByteOffset: place, as: inotify_event.self)
                    let start = place + MemoryLayout<inotify_event>.size
                    let name = buffer[start..<start + Int(event.len)].prefix { $0 != 0 }
                    matters = self.matters(event, String(decoding: name, as: UTF8.self)) || matters
                    place = start + Int(event.len)
                }
            }
        }
        if matters { watchAgain() }
        return matters
    }

    /// More may have happened than the system could keep; then something has.
    private func matters(_ event: inotify_event, _ name: String) -> Bool {
        guard event.mask & UInt32(IN_Q_OVERFLOW) == 0 else { return true }
        guard let (path, interest) = watched[event.wd] else { return false }
        if case .names(let names) = interest, !names.contains(name) { return false }
        return event.mask & UInt32(IN_CREATE) == 0 || Self.isWhole("\(path)/\(name)")
    }

    /// Whether something that was just made is all that it will be: a folder or a link of either kind.
    /// A file is still to be written, and it is told when it is.
    private static func isWhole(_ path: String) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return true }
        return status.st_mode & S_IFMT != S_IFREG || status.st_nlink > 1
    }
}
