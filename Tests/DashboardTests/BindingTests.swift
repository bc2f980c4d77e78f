import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The key table.
struct BindingTests {
    @Test func `Every action stands in the table once`() {
        #expect(
            Bindings.standard.records.map(\.action.rawValue).sorted()
                == KeyAction.allCases.map(\.rawValue).sorted())
    }

    @Test func `Every binding has keys or takes arguments, a label and a sentence of help`() {
        for record in Bindings.standard.records {
            let takesArguments = !Command.of(record.action).parameters.isEmpty
            #expect(!record.keys.isEmpty || takesArguments, "\(record.action)")
            #expect(!record.label.isEmpty, "\(record.action)")
            #expect(record.help.hasSuffix("."), "\(record.action)")
            #expect(record.help.first?.isUppercase == true, "\(record.action)")
        }
    }

    @Test func `No key means two things in one place`() throws {
        try Bindings.standard.validate()
    }

    @Test func `The help names every key with its sentence`() {
        var driver = Driver(size: Size(columns: 200, rows: 100))
        driver.press("?")
        var screen = driver.screen()
        driver.press("end")
        screen += driver.screen()
        for record in Bindings.standard.records {
            #expect(screen.contains(record.keyLabels), "\(record.action)")
            #expect(screen.contains(record.help.split(separator: ";")[0].prefix(40)))
        }
    }

    @Test func `The help can be read to its end on a small screen`() {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        driver.press("?")
        #expect(driver.screen().contains("The table") && !driver.screen().contains("Quit."))
        driver.press("end")
        #expect(driver.screen().contains("Quit."))
        driver.press("home")
        #expect(driver.screen().contains("The table"))
        driver.press("esc")
        #expect(driver.model.mode == .screen)
    }

    @Test func `A read-only session is explained once, not under every key`() {
        var driver = Driver(size: Size(columns: 200, rows: 120), access: .readOnly)
        driver.press("?")
        let screen = driver.screen()
        #expect(screen.contains("nothing can be changed: what is dim has no effect"))
        #expect(!screen.contains("a read-only session"))
    }

    @Test func `The help says which panel a key belongs to that has no effect elsewhere`() {
        var driver = Driver(size: Size(columns: 200, rows: 120))
        driver.press("?")
        #expect(driver.screen().contains("now without effect: it belongs to Links"))
        #expect(driver.screen().contains("now without effect: it belongs to Nodes"))
        driver.press("esc")
        driver.go(to: .nodes)
        driver.press("?")
        #expect(!driver.screen().contains("it belongs to Nodes"))
    }

    @Test func `The help says why a key has no effect now`() {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        driver.press("?")
        #expect(
            driver.screen().contains("now without effect: n0 is up: select a node that is down"))
    }

    @Test func `Nodes that cannot be killed from here say so under the key`() {
        var view = Fixture.view()
        view.capabilities = Capabilities(refusals: [.killNodes: "not ours", .undo: "not undone"])
        let model = Driver(view: view).model
        for action in [KeyAction.kill, .restart, .restartEmpty] {
            #expect(model.refusal(of: action) == "not ours")
        }
        #expect(model.refusal(of: .undo) == "not undone")
        #expect(model.refusal(of: .freeze) == nil)
    }

    @Test func `Other keys can be given, and everything tells of them`() throws {
        let bindings = try Bindings.standard.remapped([
            "update": [.character("w"), .function(2)], "mark": [.character("Q")],
        ])
        var driver = Driver(bindings: bindings)
        #expect(driver.screen().contains("w update"))
        driver.press("c")
        #expect(driver.screen().contains("mark one with Q"))
        #expect(driver.press("u").isEmpty)
        #expect(driver.press("f2", "enter", "enter").count == 1)
    }

    @Test func `An unknown action is refused by name`() {
        #expect(throws: BindingsError.unknownAction("explode")) {
            try Bindings.standard.remapped(["explode": [.enter]])
        }
        #expect(BindingsError.unknownAction("explode").description.contains("add-node"))
    }

    @Test func `A key that is taken is refused with both actions`() {
        #expect(
            throws: BindingsError.clash(key: .character("k"), .update, .kill)
        ) {
            try Bindings.standard.remapped(["update": [.character("k")]])
        }
    }

    @Test func `A key that writes text cannot act in forms`() {
        #expect(throws: BindingsError.writesText(key: .character("n"), .nextField)) {
            try Bindings.standard.remapped(["next-field": [.character("n")]])
        }
    }

    @Test(arguments: [
        ("ctrl-i", "write tab"), ("ctrl-m", "write enter"), ("ctrl-j", "write enter"),
        ("ctrl-h", "write backspace"), ("ctrl-[", "write esc"), ("ctrl-z", "stops the program"),
        ("ctrl-\\", "breaks the program off"), ("ctrl-c", "ends the program"),
    ])
    func `A key that never arrives is refused by its name`(name: String, advice: String) throws {
        let key = try #require(Key(name: name))
        let error = try #require(throws: BindingsError.self) {
            try Bindings.standard.remapped(["update": [key]])
        }
        #expect("\(error)".contains("key \(name) ") && "\(error)".contains(advice))
    }

    @Test func `The interrupt key can be what it is`() throws {
        _ = try Bindings.standard.remapped(["quit": [.control("c")], "update": [.control("_")]])
    }

    @Test func `In a form the remapped keys work`() throws {
        let bindings = try Bindings.standard.remapped(["accept": [.control("y")]])
        var driver = Driver(bindings: bindings)
        #expect(driver.press("u", "enter").isEmpty)
        #expect(driver.press("ctrl-y", "ctrl-y").count == 1)
    }
}
