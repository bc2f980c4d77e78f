import Dashboard
import EpidemicSimulation

extension RunCommand: ConfigurableCommand {
    static let tables: Set<ConfigurationSetting.Table> = [.run, .keys]

    static let flags: Set<String> = ["feedback", "blind", "no-mouse", "read-only", "minimization"]

    static let commandLineOnly: Set<String> = [
        "bind", "config", "open", "any-revision", "plant", "script", "size",
    ]

    /// Everything that can be known to be wrong before anything is begun.
    func check() throws(Complaint) {
        if scripted.script == nil, let size = scripted.size {
            throw .wrongUse("--size \(size) has a meaning only with --script: leave it out")
        }
        try checkConfiguration()
        _ = try keyTable()
    }

    private func checkConfiguration() throws(Complaint) {
        let configuration = try configuration(seed: 0)
        do {
            try configuration.topology.validate(nodes: configuration.nodes)
        } catch {
            throw .wrongUse(error.description)
        }
        do {
            try configuration.validateSpatial()
            try configuration.validateDiscovery()
            try configuration.network.validate()
        } catch {
            throw .wrongUse(error.description)
        }
    }

    /// The key table with the keys of the configuration file.
    ///
    /// - Throws: `Complaint` when a key would have two meanings.
    func keyTable() throws(Complaint) -> Bindings {
        do {
            return try bindings.table()
        } catch {
            throw .wrongUse(error.description)
        }
    }
}
