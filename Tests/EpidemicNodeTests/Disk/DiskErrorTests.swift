import Epidemic
import Foundation
import Testing

@testable import EpidemicNode

/// What cannot be used is refused in one sentence, and nothing is lost silently.
@Suite struct DiskErrorTests {
    let scratch: ScratchDirectory
    var path: String { scratch.path("data") }

    init() throws { scratch = try ScratchDirectory() }

    @Test func `a directory that another has open is refused`() throws {
        let holder = try DiskedReplica(path)
        #expect(throws: DiskError.inUse(path: path)) { try DiskedReplica(path) }
        #expect(holder.found == .nothing)
    }

    @Test func `the directory of another node is refused, and left as it is`() throws {
        try fill()
        #expect(throws: DiskError.belongsTo("n1", path: path, wanted: "n2")) {
            try DiskedReplica(path, name: "n2")
        }
        #expect(try DiskedReplica(path).replica.entryCount == 200)
    }

    @Test func `a file in the place of the directory is refused`() throws {
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(performing: { try DiskedReplica(path) }, throws: Self.isUnusable)
    }

    @Test func `a database that is none is refused as damaged`() throws {
        try fill()
        try Data(repeating: 0x41, count: 8_192).write(to: database)
        #expect(performing: { try DiskedReplica(path) }, throws: Self.isDamage)
    }

    @Test func `a changed byte of a value is found`() throws {
        try fill()
        try scratch.replace("value-123", with: "value-321", in: "data/outbreak.sqlite")
        #expect(performing: { try DiskedReplica(path) }, throws: Self.isDamage)
    }

    @Test func `a database that was cut short is refused as damaged`() throws {
        try fill()
        let whole = try Data(contentsOf: database)
        try whole.prefix(whole.count / 2).write(to: database)
        #expect(performing: { try DiskedReplica(path) }, throws: Self.isDamage)
    }

    @Test(arguments: [true, false])
    func `a database that was emptied or is gone is not taken for a new one`(isEmptied: Bool) throws
    {
        try fill()
        try isEmptied ? Data().write(to: database) : FileManager.default.removeItem(at: database)
        #expect(performing: { try DiskedReplica(path) }, throws: Self.isDamage)
    }

    @Test func `a full disk refuses the write and keeps what was there`() throws {
        try fill()
        try overfill()
        #expect(try DiskedReplica(path).replica.entryCount >= 200)
    }

    private func overfill() throws {
        var node = try DiskedReplica(path)
        try node.disk.limitPages(to: 32)
        #expect(throws: DiskError.full(path: path)) {
            for round in 0..<64 {
                try node.write(Key("big\(round)"), Value(Array(repeating: 1, count: 4_096)))
            }
        }
    }

    private var database: URL { URL(fileURLWithPath: path + "/outbreak.sqlite") }

    private func fill() throws {
        var node = try DiskedReplica(path)
        for number in 0..<200 {
            try node.write(Key("key-\(number)"), Value("value-\(number)"))
        }
    }

    private static func isDamage(_ error: any Error) -> Bool {
        guard case .corrupt? = error as? DiskError else { return false }
        return true
    }

    private static func isUnusable(_ error: any Error) -> Bool {
        guard case .unusable? = error as? DiskError else { return false }
        return true
    }
}
