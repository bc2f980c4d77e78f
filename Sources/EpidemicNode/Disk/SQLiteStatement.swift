import CSQLite

/// A prepared statement. Places of parameters count from 1, those of columns from 0, as in SQLite.
final class SQLiteStatement {
    private let handle: OpaquePointer
    /// Kept, because a connection may not be closed before its statements.
    private let connection: SQLiteConnection

    init(_ handle: OpaquePointer, of connection: SQLiteConnection) {
        self.handle = handle
        self.connection = connection
    }

    deinit { sqlite3_finalize(handle) }

    func bind(_ bytes: [UInt8], at place: Int32) throws(SQLiteFailure) {
        let code = bytes.withUnsafeBytes {
            csqlite_bind_bytes(handle, place, $0.baseAddress, UInt64($0.count))
        }
        try connection.check(code)
    }

    /// Binds text as text: SQLite tells it from equal bytes.
    func bind(_ text: String, at place: Int32) throws(SQLiteFailure) {
        try connection.check(csqlite_bind_text(handle, place, text))
    }

    func bind(_ number: UInt64, at place: Int32) throws(SQLiteFailure) {
        try connection.check(sqlite3_bind_int64(handle, place, Int64(bitPattern: number)))
    }

    /// Runs it to the end with what was bound.
    func run() throws(SQLiteFailure) {
        while try step() {}
    }

    /// Goes to the next row; false after the last, when it can be bound and run anew.
    func step() throws(SQLiteFailure) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        sqlite3_reset(handle)
        try connection.check(code)
        return false
    }

    /// Goes to the only row of a question, and hands it over.
    func first<Value>(_ read: (SQLiteStatement) -> Value) throws(SQLiteFailure) -> Value? {
        guard try step() else { return nil }
        let value = read(self)
        sqlite3_reset(handle)
        return value
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        let count = Int(sqlite3_column_bytes(handle, column))
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

    func number(_ column: Int32) -> UInt64 {
        UInt64(bitPattern: sqlite3_column_int64(handle, column))
    }
}
