import Epidemic
import Testing

@testable import EpidemicNode

/// The settings that a running node can be told.
@Suite struct SettingNameTests {
    @Test func `what is read can be written, and gives the same`() {
        var wanted = Settings.node
        wanted.rumors?.direction = .push
        wanted.antiEntropy.patience = .seconds(3)
        wanted.deletion.retention = 0
        wanted.deletion.dormantAge = .seconds(90)
        #expect(Settings.node.canBecome(wanted))
        wanted.rumors = nil
        #expect(Settings.node.canBecome(wanted))
        #expect(wanted.canBecome(.node), "rumors are switched on before they are changed")
    }

    @Test func `rounds and the rule of conflicts stay as they are`() {
        var wanted = Settings.node
        wanted.conflict = .mergeClocksUnsafe
        #expect(!Settings.node.canBecome(wanted))
        wanted = .node
        wanted.rumors?.rounds = .aligned
        #expect(!Settings.node.canBecome(wanted))
    }
}
