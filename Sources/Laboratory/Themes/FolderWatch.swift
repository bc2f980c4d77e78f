import Foundation

/// Tells when a file in one of some folders was written, moved or taken away (inotify).
///
/// Folders are watched and not files, because most editors put a new file in the place of the old
/// one. A folder that does not exist, or that the system has no watch left for, is not watched.
@MainActor
final class FolderWatch {
    private let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    private let source: (any DispatchSourceRead)?
    private var folders: [String] = []

    private static let events = UInt32(
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)

    /// - Parameter changed: is called on the main queue after something changed.
    init(_ changed: @escaping @MainActor () -> Void) {
        guard descriptor >= 0 else {
            source = nil
            return
        }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        let descriptor = descriptor
        source.setEventHandler {
            MainActor.assumeIsolated {
                Self.drain(descriptor)
                changed()
            }
        }
        source.setCancelHandler { Foundation.close(descriptor) }
        source.activate()
        self.source = source
    }

    isolated deinit { source?.cancel() }

    /// Watches these folders from now on, besides those watched before.
    func follow(_ folders: [String]) {
        guard folders != self.folders else { return }
        self.folders = folders
        for folder in folders { inotify_add_watch(descriptor, folder, Self.events) }
    }

    /// Which file it was does not matter.
    private static func drain(_ descriptor: Int32) {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while read(descriptor, &bytes, bytes.count) > 0 {}
    }
}
