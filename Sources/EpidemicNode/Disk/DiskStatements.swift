import Epidemic
import EpidemicWire

/// The statements that write a node's data.
struct DiskStatements {
    let begin: SQLiteStatement
    let commit: SQLiteStatement
    let rollback: SQLiteStatement
    private let putEntry: SQLiteStatement
    private let dropEntry: SQLiteStatement
    private let putRun: SQLiteStatement
    private let dropRun: SQLiteStatement
    private let putFact: SQLiteStatement
    private let putUnspread: SQLiteStatement
    private let dropUnspread: SQLiteStatement
    private let dropUnspreadAll: SQLiteStatement

    /// What is known of the node, one row each.
    enum Fact: String { case form, name, epoch, mark, floor, settings, cluster, clock }

    init(_ connection: SQLiteConnection) throws(SQLiteFailure) {
        begin = try connection.prepare("BEGIN IMMEDIATE")
        commit = try connection.prepare("COMMIT")
        rollback = try connection.prepare("ROLLBACK")
        putEntry = try connection.prepare("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)")
        dropEntry = try connection.prepare("DELETE FROM entries WHERE key = ?")
        putRun = try connection.prepare("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)")
        dropRun = try connection.prepare("DELETE FROM seen WHERE name = ? AND epoch = ?")
        putFact = try connection.prepare("INSERT OR REPLACE INTO facts VALUES (?, ?)")
        putUnspread = try connection.prepare("INSERT OR IGNORE INTO unspread VALUES (?)")
        dropUnspread = try connection.prepare("DELETE FROM unspread WHERE sequence = ?")
        dropUnspreadAll = try connection.prepare("DELETE FROM unspread")
    }

    func put(_ entry: Entry) throws(SQLiteFailure) {
        let bytes = EntryCodec.encode(entry)
        try putEntry.bind(entry.update.key.bytes, at: 1)
        try putEntry.bind(bytes, at: 2)
        try putEntry.bind(Checksum.of(bytes), at: 3)
        try putEntry.run()
    }

    func drop(entryOf key: Key) throws(SQLiteFailure) {
        try dropEntry.bind(key.bytes, at: 1)
        try dropEntry.run()
    }

    func put(_ run: SeenClock.Run) throws(SQLiteFailure) {
        try putRun.bind(run.origin.name.text, at: 1)
        try putRun.bind(run.origin.epoch, at: 2)
        try putRun.bind(SeenRunCodec.encode(run), at: 3)
        try putRun.run()
    }

    func drop(runOf life: ReplicaID) throws(SQLiteFailure) {
        try dropRun.bind(life.name.text, at: 1)
        try dropRun.bind(life.epoch, at: 2)
        try dropRun.run()
    }

    func put(fact: Fact, _ value: [UInt8]) throws(SQLiteFailure) {
        try putFact.bind(fact.rawValue, at: 1)
        try putFact.bind(value, at: 2)
        try putFact.run()
    }

    func put(unspread sequence: UInt64) throws(SQLiteFailure) {
        try putUnspread.bind(sequence, at: 1)
        try putUnspread.run()
    }

    func drop(unspread sequence: UInt64) throws(SQLiteFailure) {
        try dropUnspread.bind(sequence, at: 1)
        try dropUnspread.run()
    }

    func dropAllUnspread() throws(SQLiteFailure) { try dropUnspreadAll.run() }
}

/// FNV-1a over 64 bits (Fowler, Noll, Vo): finds a flipped bit in what SQLite gives back, which SQLite
/// itself does not look for.
enum Checksum {
    static func of(_ bytes: [UInt8]) -> UInt64 {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return sum
    }
}
