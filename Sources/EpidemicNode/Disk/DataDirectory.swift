import Epidemic
import Glibc

/// Opens the database of a data directory and says whose it is.
///
/// Before anything is read, the directory is locked against other processes and checked for damage.
struct DataDirectory {
    /// The form of the tables, counted up with each change.
    static let form: Int64 = 3

    /// The name of the database in it.
    static let database = "outbreak.sqlite"

    let path: String
    let connection: SQLiteConnection
    /// The form that it has: that of today, or one that can be brought to it.
    private(set) var form = DataDirectory.form

    /// - Throws: `DiskError`: unusable, in use, corrupt, or of an unknown form.
    init(_ path: String) throws(DiskError) {
        self.path = path
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw .unusable(path: path, reason: systemReason())
        }
        try Self.checkForLoss(in: path)
        BackupFile.removeForeignLog(besides: "\(path)/\(Self.database)")
        do throws(SQLiteFailure) {
            connection = try SQLiteConnection(path: "\(path)/\(Self.database)")
            try connection.execute(Self.locking)
            try connection.execute(Self.tables)
        } catch {
            throw .of(error, opening: path)
        }
        try checkForDamage()
        form = try readForm()
    }

    /// Every commit is on the disk when it returns, and nobody else may open the database.
    private static let locking = """
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA journal_size_limit = \(logBytesMax);
        BEGIN EXCLUSIVE; COMMIT;
        """

    /// What the database's log keeps of the disk when everything in it has been put in order.
    private static let logBytesMax = 16 << 20

    private static let tables = """
        BEGIN;
        CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS entries (
            key BLOB PRIMARY KEY, entry BLOB NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS seen (
            name TEXT, epoch INTEGER, run BLOB NOT NULL, PRIMARY KEY (name, epoch)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS unspread (sequence INTEGER PRIMARY KEY);
        INSERT OR IGNORE INTO facts VALUES ('form', '\(form)');
        COMMIT;
        """

    /// Whether a database that was there once, as the mark tells, is there still. SQLite would make a new
    /// one without a word.
    private static func checkForLoss(in path: String) throws(DiskError) {
        var status = stat()
        let isThere = stat("\(path)/\(database)", &status) == 0 && status.st_size > 0
        guard isThere || !DirectoryMark.isThere(in: path) else {
            throw .corrupt(path: path, what: "its database is gone, or empty")
        }
    }

    private func checkForDamage() throws(DiskError) {
        let verdict: String?
        do throws(SQLiteFailure) {
            verdict = try connection.prepare("PRAGMA quick_check(1)").first { $0.text(0) }
        } catch {
            throw .of(error, opening: path)
        }
        guard verdict == "ok" else {
            throw .corrupt(path: path, what: verdict ?? "the database does not answer")
        }
    }

    private func readForm() throws(DiskError) -> Int64 {
        let form: String?
        do throws(SQLiteFailure) {
            form = try connection.prepare("SELECT value FROM facts WHERE name = 'form'")
                .first { $0.text(0) }
        } catch {
            throw .of(error, opening: path)
        }
        guard let form, let number = Int64(form) else {
            throw .corrupt(path: path, what: "it does not say which form it has")
        }
        guard number == Self.form || number == FormTwo.number else {
            throw .unknownForm(number, path: path)
        }
        return number
    }
}

extension DiskError {
    /// What a failure means while a directory is opened.
    static func of(_ failure: SQLiteFailure, opening path: String) -> DiskError {
        if failure.isBusy { return .inUse(path: path) }
        if failure.isDamage { return .corrupt(path: path, what: failure.message) }
        if failure.isFull { return .full(path: path) }
        return .unusable(path: path, reason: failure.message)
    }

    /// What a failure means while something is written.
    static func of(_ failure: SQLiteFailure, writing path: String) -> DiskError {
        if failure.isFull { return .full(path: path) }
        if failure.isDamage { return .corrupt(path: path, what: failure.message) }
        return .failed(path: path, reason: failure.message)
    }
}
