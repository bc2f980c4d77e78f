import EpidemicWire

extension ReplicaCommand {
    /// About what the node keeps.
    static let keeping: [ReplicaCommand] = [
        ReplicaCommand("BACKUP file", 1...1) { $0.backUp(to: $1[0]) }
    ]
}

extension ClientSession {
    /// Copies the node's database into a new file. It is given up when the client goes.
    fileprivate func backUp(to file: [UInt8]) -> RESPValue? {
        do throws(BackupError) {
            let backup = try driver.beginBackup(to: BackupFile.path(file))
            return perform(LongCommand(.reading) { backup.goOn($0) })
        } catch {
            return .failure("\(error)")
        }
    }
}
