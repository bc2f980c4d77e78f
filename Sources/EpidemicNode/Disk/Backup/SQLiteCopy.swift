import CSQLite

/// A copy of one database into another, made some pages at a time while the first is written to.
///
/// What is written meanwhile by the connection that is copied from goes into the copy, too, where the page
/// was copied already. So the copy is the database as it is when the last page is done: not as it was
/// at the beginning, and never a mixture.
final class SQLiteCopy {
    private var handle: OpaquePointer?
    /// Kept, because it may not be closed before the copy is.
    private let source: SQLiteConnection
    private var target: SQLiteConnection?

    /// - Throws: `SQLiteFailure`.
    init(of source: SQLiteConnection, into target: SQLiteConnection) throws(SQLiteFailure) {
        handle = sqlite3_backup_init(target.handle, "main", source.handle, "main")
        self.source = source
        self.target = target
        guard handle != nil else {
            let code = sqlite3_errcode(target.handle)
            throw SQLiteFailure(code: code, message: String(cString: sqlite3_errmsg(target.handle)))
        }
    }

    deinit { close() }

    /// Copies so many more pages.
    ///
    /// - Returns: whether these were the last.
    /// - Throws: `SQLiteFailure`; nothing can be made of the copy then.
    func copy(pages: Int32) throws(SQLiteFailure) -> Bool {
        precondition(handle != nil, "a copy that is closed cannot go on")
        let code = sqlite3_backup_step(handle, pages)
        guard code != SQLITE_OK else { return false }
        guard code != SQLITE_DONE else { return true }
        throw SQLiteFailure(code: code, message: String(cString: sqlite3_errstr(code)))
    }

    /// Lets both databases go, so that another thread can have the copy.
    func close() {
        sqlite3_backup_finish(handle)
        handle = nil
        target = nil
    }
}
