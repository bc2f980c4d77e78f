import Epidemic
import EpidemicWire

/// Reads a node's data once, when it starts, and believes nothing.
struct DiskReader {
    private let path: String
    private let connection: SQLiteConnection

    init(_ directory: DataDirectory) {
        self.init(directory.connection, at: directory.path)
    }

    /// - Parameter path: what is called damaged where something cannot be read.
    init(_ connection: SQLiteConnection, at path: String) {
        self.connection = connection
        self.path = path
    }

    /// The life whose data this is and the mark that its directory had; nil where there is none yet.
    ///
    /// - Throws: `DiskError`.
    func identity() throws(DiskError) -> (id: ReplicaID, mark: String)? {
        guard let name = try fact(.name), let epoch = try fact(.epoch), let mark = try fact(.mark)
        else { return nil }
        guard let name = ReplicaName(name), let epoch = UInt64(epoch) else {
            throw .corrupt(path: path, what: "its node cannot be \(name) in epoch \(epoch)")
        }
        return (ReplicaID(name: name, epoch: epoch), mark)
    }

    /// Everything that was made durable, as it is for this life of the node.
    ///
    /// - Throws: `DiskError.corrupt` naming what cannot be read.
    func state(of id: ReplicaID) throws(DiskError) -> DurableState {
        let seen = try seenClock()
        return DurableState(
            id: id, sequence: seen.highest(of: id), seen: seen, entries: try entries(),
            unspread: seen.highest(of: id) > 0 ? try unspread() : [], floor: try floor())
    }

    /// To which cluster the data belongs; nil where nobody has said.
    ///
    /// - Throws: `DiskError`.
    func cluster() throws(DiskError) -> ClusterName? {
        guard let text = try fact(.cluster) else { return nil }
        guard let name = ClusterName(text) else {
            throw .corrupt(path: path, what: "its cluster cannot be \(text)")
        }
        return name
    }

    /// The clocks as they were when the node was last known to be there.
    func clockReading() throws(DiskError) -> ClockReading? {
        try fact(.clock).flatMap { ClockReading(text: $0) }
    }

    private func floor() throws(DiskError) -> Floor {
        var floor = Floor()
        try forEach("SELECT value FROM facts WHERE name = '\(DiskStatements.Fact.floor.rawValue)'")
        {
            row throws(DiskError) in
            floor = try decoded("what was let go") { () throws(WireError) in
                try FloorCodec.decode(row.bytes(0))
            }
        }
        return floor
    }

    /// The settings that the node was told while it ran.
    ///
    /// - Throws: `DiskError`.
    func settings() throws(DiskError) -> KeptSettings {
        KeptSettings(Array((try fact(.settings) ?? "").utf8))
    }

    private func fact(_ fact: DiskStatements.Fact) throws(DiskError) -> String? {
        var found: String?
        try forEach("SELECT value FROM facts WHERE name = '\(fact.rawValue)'") {
            row throws(DiskError) in
            found = row.text(0)
        }
        return found
    }

    private func seenClock() throws(DiskError) -> SeenClock {
        var runs: [SeenClock.Run] = []
        try forEach("SELECT name, run FROM seen") { row throws(DiskError) in
            runs.append(
                try decoded("what was seen of \(row.text(0))") { () throws(WireError) in
                    try SeenRunCodec.decode(row.bytes(1))
                })
        }
        guard let clock = SeenClock(runs: runs.sorted { $0.origin < $1.origin }) else {
            throw .corrupt(path: path, what: "it has seen more than can be")
        }
        return clock
    }

    /// How many keys have a value; every entry is read for it.
    ///
    /// - Throws: `DiskError.corrupt` naming the first that is not as it was written.
    func countValues() throws(DiskError) -> Int {
        var count = 0
        try forEachEntry { if $0.update.content.value != nil { count += 1 } }
        return count
    }

    private func entries() throws(DiskError) -> [Entry] {
        var entries: [Entry] = []
        try forEachEntry { entries.append($0) }
        return entries
    }

    private func forEachEntry(_ body: (Entry) -> Void) throws(DiskError) {
        try forEach("SELECT key, entry, checksum FROM entries ORDER BY key") {
            row throws(DiskError) in
            let key = Key(row.bytes(0))
            let bytes = row.bytes(1)
            let entry = try decoded("the entry of the key \(key)") { () throws(WireError) in
                try EntryCodec.decode(bytes)
            }
            guard Checksum.of(bytes) == row.number(2), entry.update.key == key else {
                throw .corrupt(path: path, what: "the entry of the key \(key) is not as written")
            }
            body(entry)
        }
    }

    private func unspread() throws(DiskError) -> [UInt64] {
        var sequences: [UInt64] = []
        try forEach("SELECT sequence FROM unspread") { row throws(DiskError) in
            sequences.append(row.number(0))
        }
        return sequences
    }

    private func decoded<Value>(
        _ what: String, _ decode: () throws(WireError) -> Value
    ) throws(DiskError) -> Value {
        do throws(WireError) {
            return try decode()
        } catch {
            throw .corrupt(path: path, what: "\(what) cannot be read")
        }
    }

    private func forEach(
        _ question: String, _ body: (SQLiteStatement) throws(DiskError) -> Void
    ) throws(DiskError) {
        do {
            let statement = try connection.prepare(question)
            while try statement.step() { try body(statement) }
        } catch let failure as SQLiteFailure {
            throw .of(failure, opening: path)
        } catch let error as DiskError {
            throw error
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
