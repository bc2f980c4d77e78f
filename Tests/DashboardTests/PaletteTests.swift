import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The line for commands: what it offers, what it does, and that nothing typed is lost.
struct PaletteTests {
    /// Opens the palette, types a line and presses Enter.
    private func run(_ line: String, in driver: inout Driver) -> [DashboardAction] {
        driver.press(":")
        driver.type(line)
        return driver.press("enter")
    }

    private func run(_ line: String, _ view: ClusterView = Fixture.view()) -> [DashboardAction] {
        var driver = Driver(view: view)
        return run(line, in: &driver)
    }

    @Test(
        arguments: [
            (
                "update colour light red",
                .write(at: NodeID(0), key: "colour", value: "light red")
            ),
            ("delete shape", .delete(at: NodeID(0), key: "shape")),
            ("kill n3", .kill(NodeID(3))), ("kill 12", .kill(NodeID(12))),
            ("restart n11", .restart(NodeID(11), .kept)), ("freeze n2", .freeze(NodeID(2))),
            ("isolate n4 mute", .isolate(NodeID(4), .mute)),
            ("cut n1 n2", .cut([Fixture.link(1, 2), Fixture.link(2, 1)])),
            ("partition 3", .partition(groups: 3)), ("speed 4", .setSpeed(4)),
            ("speed 1/8", .setSpeed(0.125)), ("go 1.5", .goTo(Fixture.moment(1.5))),
            ("loss 0.3", .setNetwork(NetworkConditions(loss: 0.3))),
            ("latency 2s", .setNetwork(NetworkConditions(latency: .seconds(2)))),
            ("scenario churn", .setChurn(Churn(interval: .seconds(5), downTime: .seconds(10)))),
        ] as [(String, ClusterCommand)])
    func `A command with its arguments is done at once`(line: String, command: ClusterCommand) {
        #expect(run(line) == [.perform(command)])
    }

    @Test func `A file is written at once where it is named, and else asked for`() {
        var driver = Driver()
        #expect(run("export shiviz a b.log", in: &driver) == [.export(.shiviz, path: "a b.log")])
        #expect(run("export curve", in: &driver).isEmpty)
        #expect(driver.screen().contains("outbreak-42.csv"))
        driver.press("esc", ":")
        driver.type("export sess")
        #expect(driver.screen().contains("session"))
        driver.press("enter")
        #expect(driver.model.isExporting && driver.screen().contains("outbreak-42.session"))
    }

    @Test func `A setting of the protocol is changed by its name, and the others stay`() {
        var wanted = ProtocolSettings()
        wanted.rumors?.fanOut = 2
        #expect(run("set fan-out 2") == [.perform(.setProtocol(wanted))])
        #expect(run("set fanout 2") == [.perform(.setProtocol(wanted))])
    }

    @Test func `A name that is cut short still has its arguments completed`() {
        var driver = Driver()
        driver.press(":")
        driver.type("sort cl")
        #expect(driver.screen().contains("clock"))
        driver.press("enter")
        #expect(driver.model.nodes.order.column == .clock)
        #expect(driver.model.mode == .screen)
        driver.press(":")
        driver.type("sort cla")
        #expect(driver.screen().contains("no column begins with cla: there are roster, state"))
    }

    @Test func `What is looked at is changed, too`() {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        #expect(run("select n12", in: &driver).isEmpty)
        #expect(driver.model.selected == NodeID(12))
        #expect(run("panel space-time", in: &driver).isEmpty)
        #expect(driver.model.panel == .spaceTime)
        #expect(run("measuring", in: &driver).isEmpty)
        #expect(driver.model.panel == .curve)
    }

    @Test func `A theme is chosen by its name`() {
        var driver = Driver()
        _ = driver.model.update(.themes(.listed(["dark", "nord"])))
        #expect(run("theme no", in: &driver).isEmpty)
        #expect(driver.model.themeName == "nord")
    }

    @Test(
        arguments: [
            ("kill n99", "there is no node n99"), ("explode", "there is no command explode"),
            ("partition 99", "groups 99 must be a whole number from 2 to 16"),
            ("speed fast", "speed fast must be from 0.001 to 1000"),
            ("loss 2", "loss 2 must be from 0 to 1"), ("accept", "there is no command accept"),
            ("heal n1", "n1 is too much: say heal"), ("set colour 3", "setting colour must be"),
            ("set removal often", "removal often must be counter:K"),
            ("restart n3", "n3 is up: select a node that is down"),
            ("go yesterday", "moment yesterday must be seconds"),
            ("panel cellar", "panel cellar must be map, nodes"),
        ])
    func `What is wrong is said, and the text stays`(line: String, sentence: String) {
        var driver = Driver(size: Size(columns: 120, rows: 40))
        #expect(run(line, in: &driver).isEmpty)
        #expect(driver.screen().contains(sentence), "\(driver.screen())")
        #expect(driver.screen().contains(": \(line)"))
        #expect(driver.model.selected == NodeID(0), "nothing was changed")
        driver.press("x")
        #expect(!driver.screen().contains(sentence), "editing takes the sentence away")
    }

    @Test func `The best match is taken by Enter, and completed by Tab`() {
        #expect(run("hea") == [.perform(.heal)])
        var driver = Driver()
        driver.press(":")
        driver.type("part")
        driver.press("tab")
        driver.type("5")
        #expect(driver.press("enter") == [.perform(.partition(groups: 5))])
        driver.press(":")
        driver.type("rste")
        #expect(driver.screen().contains("restart-empty"), "letters with others between them")
    }

    @Test func `The arrows go down into what is offered and up into the past`() {
        var driver = Driver()
        _ = run("heal", in: &driver)
        _ = run("partition 4", in: &driver)
        driver.press(":")
        driver.type("dele")
        driver.press("up")
        #expect(driver.screen().contains(": partition 4"))
        driver.press("up", "up")
        #expect(driver.screen().contains(": heal"), "there is nothing older")
        driver.press("down", "down")
        #expect(driver.screen().contains(": dele"), "what was typed before comes back")
        driver.press("down")
        driver.press("enter")
        #expect(
            driver.screen().contains("Delete at n0"), "an action of which only the name is given")
    }

    @Test func `A command that needs a word waits for it`() {
        var driver = Driver()
        driver.press(":")
        driver.type("spee")
        #expect(driver.press("enter").isEmpty)
        driver.type("2")
        #expect(driver.press("enter") == [.perform(.setSpeed(2))])
    }

    @Test func `What has no effect is dimmed, with its reason`() {
        var driver = Driver()
        driver.press(":")
        driver.type("undo")
        #expect(driver.screen().contains("there is nothing to take back"))
        var view = Fixture.view()
        view.undoable = "n3 killed"
        driver.show(view)
        #expect(driver.screen().contains("Take back: n3 killed."))
    }

    @Test func `In a read-only session no command changes the cluster`() {
        for line in [
            "update a b", "kill n3", "loss 0.1", "set fan-out 2", "scenario halves", "cut n1 n2",
            "isolate n1 deaf", "undo", "partition 2", "freeze",
        ] {
            var driver = Driver(access: .readOnly)
            #expect(run(line, in: &driver).isEmpty)
            #expect(driver.screen().contains("read-only session"), "\(line)")
        }
    }

    @Test func `Escape and Backspace leave an empty palette`() {
        var driver = Driver()
        driver.press(":", "esc")
        #expect(driver.model.mode == .screen)
        driver.press(":", "backspace")
        #expect(driver.model.mode == .screen)
        driver.press(":", "enter")
        #expect(driver.model.mode == .screen)
    }

    @Test func `Every action can be found by its name`() {
        let driver = Driver()
        for record in Bindings.standard.records where record.contexts.contains(.screen) {
            let first = driver.model.completions(of: record.action.rawValue).first
            #expect(first?.row.name == record.action.rawValue)
        }
    }
}
