import ArgumentParser

/// The commands that need no network.
package enum LaboratoryCommands {
    /// The dashboard on a simulated cluster.
    package static let run: any ParsableCommand.Type = RunCommand.self

    /// Those that search the protocol for faults, besides `HuntCommand`, which hunts on real nodes, too.
    package static let searching: [any ParsableCommand.Type] = [
        ExploreCommand.self, ReplayCommand.self,
    ]

    /// Those that measure the protocol.
    package static let measuring: [any ParsableCommand.Type] = [
        ExperimentCommand.self, ReproduceCommand.self, ReconcileCommand.self,
    ]
}
