import EpidemicNode
import EpidemicWire
import Foundation
import Testing

@testable import outbreak

/// What becomes of a node whose data is put back to what it was some time ago.
@Suite(.serialized) struct BackupTests {
    @Test func `a node that is restored lives anew, and nothing that it takes then is lost`()
        async throws
    {
        let folder = try ScratchFolder()
        let (data, backup) = (folder.path + "/data", folder.path + "/backup")
        let witness = try await NodeProcess("n2")
        let node = try await NodeProcess("n1", peers: [witness.gossip], "--data", data)
        #expect(try await node.ask("MSET", "a", "1", "b", "1") == .ok)
        let answer = try await node.ask("OUTBREAK", "BACKUP", backup)
        guard case .simple(let words) = answer, words.hasPrefix("OK keys=2 bytes=") else {
            Issue.record("\(answer)")
            return
        }
        // What is written later has the numbers that the restored node would give out again.
        for number in 2..<6 { #expect(try await node.ask("SET", "a", "\(number)") == .ok) }
        #expect(try await node.ask("SET", "c", "late") == .ok)
        #expect(try await eventually { try await agree([node, witness]) })
        let epoch = try await node.status("epoch")
        node.kill()
        // The log of the database that was there before is left beside the backup.
        #expect(FileManager.default.fileExists(atPath: data + "/outbreak.sqlite-wal"))
        try FileManager.default.removeItem(atPath: data + "/outbreak.sqlite")
        try FileManager.default.copyItem(atPath: backup, toPath: data + "/outbreak.sqlite")

        let restored = try await NodeProcess("n1", peers: [witness.gossip], "--data", data)
        #expect(
            try await restored.ask("MSET", "a", "new", "b", "new", "d", "new") == .ok)
        #expect(restored.readyLine.contains("copy"))
        #expect(try await restored.status("epoch") != epoch)
        #expect(try await eventually { try await agree([restored, witness]) })
        for node in [restored, witness] {
            #expect(
                try await node.ask("MGET", "a", "b", "c", "d").words
                    == ["new", "new", "late", "new"])
            #expect(try await node.status("diverged") == "0")
        }
        #expect(restored.end() == .exited(0))
    }

    @Test func `two nodes that run from copies of one directory lose nothing`() async throws {
        let folder = try ScratchFolder()
        let witness = try await NodeProcess("n2")
        let (data, copy) = try await copiedData(in: folder, besides: witness)

        let node = try await NodeProcess("n1", peers: [witness.gossip], "--data", data)
        #expect(try await node.ask("MSET", "a", "one", "x", "one") == .ok)
        let twin = try await NodeProcess("n1", peers: [witness.gossip], "--data", copy)
        #expect(try await twin.ask("MSET", "a", "two", "y", "two") == .ok)
        #expect(try await node.ask("SET", "z", "one") == .ok)
        let nodes = [node, twin, witness]
        #expect(try await eventually(within: 30) { try await agree(nodes) })
        for node in nodes {
            #expect(
                try await node.ask("MGET", "a", "x", "y", "z").words
                    == ["two", "one", "two", "one"])
            #expect(try await node.status("diverged") == "0")
        }
    }

    /// As when the snapshot of a machine is put back: the files are the same ones, and what is in them is old.
    @Test func `a directory that is set back in place loses nothing that is written then`()
        async throws
    {
        let folder = try ScratchFolder()
        let witness = try await NodeProcess("n2")
        let (data, copy) = try await copiedData(in: folder, besides: witness)
        let second = try await NodeProcess("n1", peers: [witness.gossip], "--data", data)
        for number in 0..<20 { #expect(try await second.ask("SET", "a", "\(number)") == .ok) }
        #expect(try await eventually { try await agree([second, witness]) })
        second.kill()
        try setBack(data, to: copy)

        let node = try await NodeProcess("n1", peers: [witness.gossip], "--data", data)
        #expect(try await node.ask("MSET", "a", "new", "b", "new") == .ok)
        #expect(try await eventually(within: 30) { try await agree([node, witness]) })
        for node in [node, witness] {
            #expect(try await node.ask("MGET", "a", "b").words == ["new", "new"])
            #expect(try await node.status("diverged") == "0")
        }
    }

    /// The directory of a node that wrote one key and was stopped, and a copy of it.
    private func copiedData(
        in folder: ScratchFolder, besides witness: NodeProcess
    ) async throws -> (data: String, copy: String) {
        let (data, copy) = (folder.path + "/data", folder.path + "/copy")
        let node = try await NodeProcess("n1", peers: [witness.gossip], "--data", data)
        #expect(try await node.ask("SET", "a", "old") == .ok)
        #expect(node.end() == .exited(0))
        try FileManager.default.copyItem(atPath: data, toPath: copy)
        return (data, copy)
    }

    /// Gives the files of a directory the contents of those of another, under the same inodes.
    private func setBack(_ directory: String, to copy: String) throws {
        let files = FileManager.default
        let old = try files.contentsOfDirectory(atPath: copy)
        for name in try files.contentsOfDirectory(atPath: directory) where !old.contains(name) {
            try files.removeItem(atPath: directory + "/" + name)
        }
        for name in old {
            let contents = try Data(contentsOf: URL(fileURLWithPath: copy + "/" + name))
            let place = URL(fileURLWithPath: directory + "/" + name)
            if files.fileExists(atPath: place.path) {
                let handle = try FileHandle(forWritingTo: place)
                try handle.truncate(atOffset: 0)
                try handle.write(contentsOf: contents)
                try handle.close()
            } else {
                try contents.write(to: place)
            }
        }
    }
}
