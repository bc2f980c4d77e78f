import EpidemicNode
import EpidemicWire
import Foundation
import Testing

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
}
