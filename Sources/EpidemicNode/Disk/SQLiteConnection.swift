import CSQLite

/// One open SQLite database, used by one thread.
final class SQLiteConnection {
    /// What SQLite knows it by.
    let handle: OpaquePointer

    /// - Throws: `SQLiteFailure`.
    init(path: String) throws(SQLiteFailure) {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            sqlite3_close_v2(handle)
            throw SQLiteFailure(code: code, message: String(cString: sqlite3_errstr(code)))
        }
        self.handle = handle
    }

    deinit { sqlite3_close_v2(handle) }

    /// Runs statements that give no rows, or whose rows nobody wants.
    func execute(_ statements: String) throws(SQLiteFailure) {
        try check(sqlite3_exec(handle, statements, nil, nil, nil))
    }

    /// A statement to be run again and again.
    func prepare(_ text: String) throws(SQLiteFailure) -> SQLiteStatement {
        var statement: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        try check(sqlite3_prepare_v3(handle, text, -1, flags, &statement, nil))
        guard let statement else { preconditionFailure("no statement in \"\(text)\"") }
        return SQLiteStatement(statement, of: self)
    }

    func check(_ code: Int32) throws(SQLiteFailure) {
        guard code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE else {
            throw failure(code)
        }
    }

    private func failure(_ code: Int32) -> SQLiteFailure {
        SQLiteFailure(code: code, message: String(cString: sqlite3_errmsg(handle)))
    }
}

/// What SQLite says went wrong.
struct SQLiteFailure: Error, Hashable {
    let code: Int32
    let message: String

    /// The kind of trouble, without its details.
    private var kind: Int32 { code & 0xFF }

    var isBusy: Bool { kind == SQLITE_BUSY || kind == SQLITE_LOCKED }
    var isDamage: Bool { kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB }
    var isFull: Bool { kind == SQLITE_FULL }
}
