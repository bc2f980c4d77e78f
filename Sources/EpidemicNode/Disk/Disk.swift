import Epidemic
import EpidemicWire

/// The disk of one node: a SQLite database in its data directory.
///
/// `commit` makes all the records of one turn of the driver durable together, and returns when they
/// are; the driver sends and answers nothing of that turn before. So a node that is killed at any
/// moment finds every write again that it acknowledged, and never numbers two writes alike.
final class Disk {
    let path: String
    /// How long commits took.
    private(set) var commits = LatencyHistogram()
    /// The settings that the node was told while it ran.
    private(set) var kept = KeptSettings()
    /// To which cluster the data belongs; nil while nobody has said.
    private(set) var cluster: ClusterName?
    /// The clocks as they were when the node was last known to be there; nil where nobody noted them.
    private(set) var clockReading: ClockReading?
    private let statements: DiskStatements
    private var ledger: DiskLedger
    private let connection: SQLiteConnection

    /// What was found when a directory was opened.
    enum Found: Hashable {
        /// Nothing: a new directory, and a new life.
        case nothing
        /// The node's own data; it goes on with the life that it lived.
        case data
        /// A copy of the data of this life, or a restored backup: it was given a new life, because the
        /// old one may be lived elsewhere or may have written more.
        case copy(of: ReplicaID)
    }

    /// Opens the directory of a node, and makes it where there is none.
    ///
    /// - Parameter freshEpoch: the epoch of a life that begins now: wall clock milliseconds; more is
    ///   taken where the last life's was as large.
    /// - Throws: `DiskError`.
    static func open(
        _ path: String, for name: ReplicaName, freshEpoch: UInt64
    ) throws(DiskError) -> (disk: Disk, state: DurableState, found: Found) {
        let directory = try DataDirectory(path)
        let mark = try DirectoryMark.read(in: path)
        let reader = DiskReader(directory)
        let past = try reader.identity()
        if let past, past.id.name != name {
            throw .belongsTo(past.id.name, path: path, wanted: name)
        }
        if directory.form == FormTwo.number { try FormTwo(directory).fold() }
        let isOwn = past.map { $0.mark == mark } ?? false
        let found: Found = past.map { isOwn ? .data : .copy(of: $0.id) } ?? .nothing
        let epoch = past.map { isOwn ? $0.id.epoch : max(freshEpoch, $0.id.epoch + 1) }
        let id = ReplicaID(name: name, epoch: epoch ?? freshEpoch)
        let state = try reader.state(of: id)
        let disk = try Disk(directory, ledger: DiskLedger(state))
        disk.kept = try reader.settings()
        disk.clockReading = try reader.clockReading()
        if !isOwn { try disk.begin(id, mark: mark) }
        disk.cluster = try reader.cluster()
        return (disk, state, found)
    }

    private init(_ directory: DataDirectory, ledger: DiskLedger) throws(DiskError) {
        path = directory.path
        self.ledger = ledger
        connection = directory.connection
        do throws(SQLiteFailure) {
            statements = try DiskStatements(directory.connection)
        } catch {
            throw .of(error, opening: directory.path)
        }
    }

    /// Makes records durable, in order, all of them or none.
    ///
    /// - Throws: `DiskError`; nothing may be sent or acknowledged then.
    func commit(_ records: [Persisted]) throws(DiskError) {
        guard !records.isEmpty else { return }
        let last = lastOwnWrite
        let start = ContinuousClock.now
        defer { commits.note(nanoseconds: (ContinuousClock.now - start).inNanoseconds) }
        do throws(DiskError) {
            try transaction { () throws(SQLiteFailure) in
                for record in records { try write(record) }
                for run in ledger.touchedRuns { try statements.put(run) }
            }
            ledger.noteRunsWritten()
        } catch {
            // The records will come again.
            ledger.goBack(to: last)
            throw error
        }
    }

    /// The last own write that is durable.
    var lastOwnWrite: UpdateID { UpdateID(origin: ledger.id, sequence: ledger.sequence) }

    /// Puts the database in order, which gives back the room that its log takes; when that cannot be done,
    /// nothing is lost.
    func makeRoom() { try? connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") }

    /// Begins to copy the database, as it is when the copy is done, into one that is empty.
    func beginCopy(into target: SQLiteConnection) throws(SQLiteFailure) -> SQLiteCopy {
        try SQLiteCopy(of: connection, into: target)
    }

    /// Bytes that a copy of the database takes now; nil where it does not say.
    var copyBytes: UInt64? {
        let sizes = ["page_count", "page_size"].compactMap { name in
            try? connection.prepare("PRAGMA \(name)").first { $0.number(0) }
        }.compactMap(\.self)
        return sizes.count == 2 ? sizes[0] * sizes[1] : nil
    }

    /// Keeps a setting for the next start.
    ///
    /// - Throws: `DiskError`.
    func keep(_ name: String, _ text: String) throws(DiskError) {
        var changed = kept
        changed.keep(name, text)
        try transaction { () throws(SQLiteFailure) in
            try statements.put(fact: .settings, changed.bytes)
        }
        kept = changed
    }

    /// Remembers to which cluster the data belongs.
    ///
    /// - Throws: `DiskError`.
    func keep(cluster name: ClusterName) throws(DiskError) {
        guard name != cluster else { return }
        try transaction { () throws(SQLiteFailure) in
            try statements.put(fact: .cluster, Array(name.text.utf8))
        }
        cluster = name
    }

    /// Notes what time it is, for the next start.
    ///
    /// - Throws: `DiskError`; the next start knows less well how long it was away.
    func note(_ reading: ClockReading) throws(DiskError) {
        clockReading = reading
        try transaction { () throws(SQLiteFailure) in
            try statements.put(fact: .clock, Array(reading.text.utf8))
        }
    }

    /// Begins a new life, whose numbers start afresh.
    private func begin(_ id: ReplicaID, mark: String) throws(DiskError) {
        try transaction { () throws(SQLiteFailure) in
            try statements.put(fact: .mark, Array(mark.utf8))
            try write(.identity(id))
        }
    }

    private func write(_ record: Persisted) throws(SQLiteFailure) {
        switch record {
        case .entry(let entry):
            try statements.put(entry)
            let update = entry.update.id
            ledger.note(seen: update)
            guard update.origin == ledger.id, update.sequence > ledger.sequence else { return }
            ledger.sequence = update.sequence
            try statements.put(unspread: update.sequence)
        case .forgotten(let lives):
            ledger.forget(lives)
            for life in lives { try statements.drop(runOf: life) }
        case .discarded(let key): try statements.drop(entryOf: key)
        case .floor(let floor): try statements.put(fact: .floor, FloorCodec.encode(floor))
        case .spread(let update): try statements.drop(unspread: update.sequence)
        case .seen(let clock): ledger.replace(seen: clock)
        case .seenUpdate(let update): ledger.note(seen: update)
        case .identity(let id):
            ledger.begin(id)
            try statements.put(fact: .name, Array(id.name.text.utf8))
            try statements.put(fact: .epoch, Array(String(id.epoch).utf8))
            try statements.dropAllUnspread()
        }
    }

    private func transaction(
        _ body: () throws(SQLiteFailure) -> Void
    ) throws(DiskError) {
        do throws(SQLiteFailure) {
            try statements.begin.run()
            try body()
            try statements.commit.run()
        } catch {
            try? statements.rollback.run()
            throw .of(error, writing: path)
        }
    }
}

extension Duration {
    /// Of what is shorter than some centuries.
    fileprivate var inNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}

extension Disk {
    /// Lets the database grow no further than so many pages: a disk that is full.
    package func limitPages(to count: Int) throws {
        try connection.execute("PRAGMA max_page_count = \(count)")
    }
}
