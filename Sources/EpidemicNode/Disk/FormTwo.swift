import Epidemic
import EpidemicWire

/// Brings a data directory of the second form to the form of today.
///
/// Form 2 had a component for each life of a node in its clocks; form 3 has one for each name. Entries and
/// floor are read, folded and written anew in one transaction, so that a node that is killed meanwhile
/// finds one form or the other. What every node makes of an update is the same, so two nodes that held
/// equal tables still do.
struct FormTwo {
    static let number: Int64 = 2

    private let directory: DataDirectory
    private let statements: DiskStatements

    init(_ directory: DataDirectory) throws(DiskError) {
        self.directory = directory
        do throws(SQLiteFailure) {
            statements = try DiskStatements(directory.connection)
        } catch {
            throw .of(error, opening: directory.path)
        }
    }

    /// - Throws: `DiskError`; the directory is then as it was.
    func fold() throws(DiskError) {
        let entries = try entries()
        let floor = try floor()
        do throws(SQLiteFailure) {
            try statements.begin.run()
            for entry in entries { try statements.put(entry) }
            if let floor { try statements.put(fact: .floor, FloorCodec.encode(floor)) }
            try statements.put(fact: .form, Array("\(DataDirectory.form)".utf8))
            try statements.commit.run()
        } catch {
            try? statements.rollback.run()
            throw .of(error, writing: directory.path)
        }
    }

    private func entries() throws(DiskError) -> [Entry] {
        try rows("SELECT key, entry, checksum FROM entries") { row throws(DiskError) in
            let key = Key(row.bytes(0))
            let bytes = row.bytes(1)
            guard Checksum.of(bytes) == row.number(2),
                let entry = try? EntryCodec.decode(formTwo: bytes), entry.update.key == key
            else { throw damaged("the entry of the key \(key)") }
            return entry
        }
    }

    private func floor() throws(DiskError) -> Floor? {
        try rows("SELECT value FROM facts WHERE name = 'floor'") { row throws(DiskError) in
            guard let floor = try? FloorCodec.decode(formTwo: row.bytes(0)) else {
                throw damaged("what was let go")
            }
            return floor
        }.first
    }

    private func damaged(_ what: String) -> DiskError {
        .corrupt(path: directory.path, what: "\(what) cannot be read")
    }

    private func rows<Value>(
        _ question: String, _ read: (SQLiteStatement) throws(DiskError) -> Value
    ) throws(DiskError) -> [Value] {
        var values: [Value] = []
        do {
            let statement = try directory.connection.prepare(question)
            while try statement.step() { values.append(try read(statement)) }
        } catch let failure as SQLiteFailure {
            throw .of(failure, opening: directory.path)
        } catch let error as DiskError {
            throw error
        } catch {
            preconditionFailure("\(error)")
        }
        return values
    }
}
