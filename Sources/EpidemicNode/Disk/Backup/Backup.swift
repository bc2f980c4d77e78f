import EpidemicWire
import NIOCore
import NIOPosix

/// A copy of a node's database that is written while the node lives.
///
/// Pages are copied on the node's own thread, a few at a time, because that is the only one that has the
/// database. Whatever waits for the disk on which the copy is happens on another: what was copied is made
/// durable every few megabytes, so that the node's own commits never wait for all of it; and in the end
/// the copy is read, checked, counted and given its name.
final class Backup {
    /// What became of it.
    struct Outcome: Hashable {
        let path: String
        /// Keys that have a value in it.
        let keys: Int
        let bytes: UInt64
    }

    private enum Phase {
        case copying(SQLiteCopy)
        /// Another thread makes it durable.
        case flushing(SQLiteCopy)
        /// Another thread does the rest.
        case finishing
        case ended(Result<Outcome, BackupError>)
    }

    private let file: BackupFile
    private let entrance: NodeLoop
    private var phase: Phase
    private var unflushedBytes = 0
    private var wake: () -> Void = {}

    /// Pages that are copied before the time is looked at.
    static let pagesAtOnce: Int32 = 16
    /// Bytes of them, as SQLite cuts a database unless it is told otherwise.
    static let bytesAtOnce = Int(pagesAtOnce) * 4_096
    /// Bytes that may wait for the disk.
    static let unflushedBytesMax = 4 << 20

    /// Begins to copy the database of a disk.
    ///
    /// - Parameter reserve: bytes that it leaves free where it is on the same file system.
    /// - Throws: `BackupError`.
    init(
        of disk: Disk, to path: String, reserving reserve: UInt64, entrance: NodeLoop
    ) throws(BackupError) {
        self.entrance = entrance
        file = try BackupFile(path)
        try file.checkRoom(for: disk.copyBytes ?? 0, reserving: reserve, at: disk.path)
        do throws(SQLiteFailure) {
            let target = try SQLiteConnection(path: file.partial)
            try target.execute(Self.hurried)
            phase = .copying(try disk.beginCopy(into: target))
        } catch {
            throw BackupError(error, at: path)
        }
    }

    /// Nothing is kept of a copy that fails, so it is not written as if something were.
    private static let hurried = """
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        """

    /// The node ends, and whoever carries on with this may not come to give it up.
    func discard() { file.discard() }

    /// Does another piece of it; as a command it is only read, so when its client goes it is given up.
    func goOn(_ budget: PieceBudget) -> LongCommand.Progress {
        switch phase {
        case .copying(let copy):
            goOn(copy, budget)
            return .more
        case .flushing, .finishing: return .waiting { self.wake = $0 }
        case .ended(.success(let outcome)): return .done(.value(outcome.answer))
        case .ended(.failure(let error)): return .done(.value(.failure("\(error)")))
        }
    }

    private func goOn(_ copy: SQLiteCopy, _ budget: PieceBudget) {
        do throws(SQLiteFailure) {
            repeat {
                guard try !copy.copy(pages: Self.pagesAtOnce) else { return finish(copy) }
                unflushedBytes += Self.bytesAtOnce
                guard unflushedBytes < Self.unflushedBytesMax else { return flush(copy) }
            } while !budget.isSpent
        } catch {
            phase = .ended(.failure(BackupError(error, at: file.path)))
        }
    }

    private func flush(_ copy: SQLiteCopy) {
        unflushedBytes = 0
        phase = .flushing(copy)
        beside { file throws(BackupError) in
            try file.flush()
            return nil
        }
    }

    private func finish(_ copy: SQLiteCopy) {
        copy.close()
        phase = .finishing
        beside { file throws(BackupError) in try Self.finish(file) }
    }

    /// Checks a copy, and makes a backup of it.
    private static func finish(_ file: BackupFile) throws(BackupError) -> Outcome {
        let keys: Int
        do {
            let copy = try SQLiteConnection(path: file.partial)
            try copy.execute(hurried)
            try copy.execute(
                "UPDATE facts SET value = '\(DirectoryMark.ofBackup)' WHERE name = 'mark'")
            keys = try check(copy, of: file)
        } catch let failure as SQLiteFailure {
            throw BackupError(failure, at: file.path)
        } catch let error as DiskError {
            throw BackupError(error, at: file.path)
        } catch {
            preconditionFailure("\(error)")
        }
        try file.publish()
        return Outcome(path: file.path, keys: keys, bytes: file.byteCount)
    }

    /// Reads everything in a copy.
    ///
    /// - Returns: how many keys have a value.
    /// - Throws: `SQLiteFailure`, or `DiskError` about what is not as it was written.
    private static func check(_ copy: SQLiteConnection, of file: BackupFile) throws -> Int {
        let verdict = try copy.prepare("PRAGMA quick_check(1)").first { $0.text(0) }
        guard verdict == "ok" else {
            throw DiskError.corrupt(path: file.path, what: verdict ?? "it does not answer")
        }
        return try DiskReader(copy, at: file.path).countValues()
    }

    /// Does something on another thread, and goes on here when that is done; once this is gone, with nothing.
    private func beside(
        _ body: @escaping @Sendable (BackupFile) throws(BackupError) -> Outcome?
    ) {
        let owner = NIOLoopBound(Owner(backup: self), eventLoop: entrance.events)
        let (file, entrance) = (file, entrance)
        NIOThreadPool.singleton.submit { _ in
            let result = Result { () throws(BackupError) in try body(file) }
            entrance.execute { owner.value.backup?.settle(result) }
        }
    }

    /// Who waits for another thread, as long as it is there.
    private struct Owner { weak var backup: Backup? }

    private func settle(_ result: Result<Outcome?, BackupError>) {
        switch (result, phase) {
        case (.failure(let error), _): phase = .ended(.failure(error))
        case (.success(let outcome?), _): phase = .ended(.success(outcome))
        case (.success(nil), .flushing(let copy)): phase = .copying(copy)
        case (.success(nil), _): preconditionFailure("a backup is finished without an outcome")
        }
        let wake = wake
        self.wake = {}
        wake()
    }
}

extension Backup.Outcome {
    fileprivate var answer: RESPValue {
        .simple("OK keys=\(keys) bytes=\(bytes) file=\(EscapedText.plain(path))")
    }
}

/// A copy that is being written, for as long as whoever asked for it holds it.
struct BackupInProgress {
    private(set) weak var backup: Backup?

    func discard() { backup?.discard() }
}
