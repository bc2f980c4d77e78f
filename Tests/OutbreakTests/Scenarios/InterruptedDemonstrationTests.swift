import ClusterObservation
import Epidemic
import Testing

/// Scenarios that are stepped into, end, and leave everything as it was.
@Suite struct InterruptedDemonstrationTests {
    /// Everything that a person could do.
    private static let doings: [ClusterCommand] = [
        .heal, .kill(NodeID(3)), .write(at: NodeID(0), key: "ghost", value: "again"),
        .partition(groups: 3), .setNetwork(NetworkConditions(loss: 0.5)), .addNode,
    ]

    @Test(arguments: doings)
    func `when somebody steps in, it stops and says so`(doing: ClusterCommand) throws {
        var run = try ScenarioRun()
        let settings = run.view.settings
        run.begin("t")
        run.advance(seconds: 20)
        let told = run.told.count
        run.perform(doing)
        #expect(run.view.demonstration == nil)
        #expect(run.told.count == told + 1)
        #expect(run.told.last?.contains("somebody stepped in") == true)
        #expect(run.view.settings == settings)
        run.advance(seconds: 80)
        #expect(run.told.count == told + 1)
    }

    @Test func `what is changed while one is under way is changed in what was there before it`()
        throws
    {
        var run = try ScenarioRun()
        let (settings, network) = (run.view.settings, run.view.network)
        run.begin("e")
        run.advance(seconds: 20)
        #expect(run.view.settings != settings)
        #expect(run.view.lastingSettings == settings)
        #expect(run.view.lastingNetwork == network)
        var changed = run.view.lastingSettings
        changed.mail = changed.mail == .on ? .off : .on
        run.perform(.setProtocol(changed))
        #expect(run.view.settings == changed)
        #expect(run.view.lasting == nil)
    }

    @Test func `looking, waiting and moving through time do not end it`() throws {
        var run = try ScenarioRun()
        run.begin("t")
        run.advance(seconds: 10)
        run.perform(.pause)
        run.perform(.setSpeed(2))
        run.perform(.backRound)
        run.perform(.resume)
        #expect(run.view.demonstration == "tombstone")
    }

    @Test func `a command that is refused does not end it`() throws {
        var run = try ScenarioRun()
        run.begin("t")
        run.advance(seconds: 10)
        run.perform(.restart(NodeID(3), .kept))
        #expect(run.view.demonstration == "tombstone")
    }

    /// Links so narrow that the node which is to be cut off has not got yet what it is to hold.
    @Test func `what has to be so for its words and is not ends it with the reason`() throws {
        var run = try ScenarioRun()
        var conditions = try #require(run.view.network)
        conditions.bandwidth = 1
        run.perform(.setNetwork(conditions))
        run.begin("t")
        run.advance(seconds: 20)
        #expect(
            run.told.last?.contains("n15 holds no ghost, and ghost=boo would have to be") == true)
        #expect(run.view.demonstration == nil)
        #expect(run.view.network == conditions)
    }

    @Test(arguments: ["e", "t", "m"] as [Character])
    func `when it is over, protocol, links and churn are as they were`(letter: Character) throws {
        var run = try ScenarioRun(nodes: 4)
        let settings = run.view.settings
        run.perform(.cut([DirectedLink(from: NodeID(0), to: NodeID(1))]))
        let churn = Churn(interval: .seconds(80_000), downTime: .seconds(1))
        run.perform(.setChurn(churn))
        let (network, cuts) = (run.view.network, run.cuts)
        run.begin(letter)
        run.advance(seconds: 2)
        #expect(run.view.settings != settings)
        run.advance(seconds: 100)
        #expect(run.view.demonstration == nil)
        #expect(run.told.last?.contains("is over") == true)
        #expect(run.view.settings == settings)
        #expect(run.view.network == network && run.cuts == cuts)
        #expect(run.view.churn == churn)
    }

    @Test func `undoing takes all of it back at once`() throws {
        var run = try ScenarioRun()
        let settings = run.view.settings
        run.perform(.kill(NodeID(5)))
        run.begin("t")
        run.advance(seconds: 20)
        #expect(run.view.totals.down == 0)
        #expect(run.view.undoable == "scenario tombstone")
        run.perform(.undo)
        #expect(run.view.demonstration == nil)
        #expect(run.view.settings == settings && run.cuts.isEmpty)
        #expect(run.view.totals.down == 1)
        #expect(run.view.undoable == "death of n5")
    }

    @Test func `after its end undoing takes back what it did to nodes, and then what was before`()
        throws
    {
        var run = try ScenarioRun()
        run.perform(.kill(NodeID(5)))
        run.begin("t")
        run.advance(seconds: 20)
        run.begin("t")
        #expect(run.view.undoable == "scenario tombstone")
        run.perform(.undo)
        #expect(run.view.totals.down == 1)
        run.perform(.undo)
        #expect(run.view.totals.down == 0)
        #expect(run.view.undoable == nil)
    }

    @Test func `nothing that it does is said to be done by you`() throws {
        var run = try ScenarioRun()
        run.begin("t")
        run.advance(seconds: 90)
        let yours = run.events.compactMap {
            if case .commanded(let command) = $0.kind { command } else { nil }
        }
        #expect(yours.count == 1)
        guard case .demonstrate? = yours.first else {
            Issue.record("\(yours)")
            return
        }
    }

    @Test(arguments: [80, 132])
    func `what it says stays in view, whatever the log tells`(columns: Int) throws {
        var run = try ScenarioRun(columns: columns)
        run.begin("t")
        run.advance(seconds: 1)
        #expect(run.bottom.contains("tombstone 1/6: Deletions are forgotten after 15s"))
        run.advance(seconds: 30)
        #expect(run.bottom.contains("tombstone 4/6: The deletion is older than 15s."))
        run.begin("t")
        #expect(!run.bottom.contains("tombstone 4/6: The"))
        #expect(run.bottom.contains("the scenario tombstone has ended"))
    }
}

extension ScenarioRun {
    /// The lowest lines of the screen, below all panels but the frame of the last.
    fileprivate var bottom: String {
        screen.split(separator: "\n").suffix(4).joined(separator: "\n")
    }

    /// The links that are cut.
    fileprivate var cuts: [DirectedLink] {
        view.cuts.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }
}
