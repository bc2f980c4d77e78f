import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The form with the settings of the protocol.
struct SettingTests {
    /// The form, with the cursor in a field.
    private func driver(at field: String, _ view: ClusterView = Fixture.view()) -> Driver {
        var driver = Driver(view: view)
        driver.press("e")
        for _ in SettingField.all.prefix(while: { $0.name != field }) { driver.press("tab") }
        return driver
    }

    @Test func `A form that is longer than the screen is gone through page by page`() throws {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        driver.model.mode = .form(driver.model.settingsPrompt)
        func current() throws -> Int {
            guard case .form(let prompt) = driver.model.mode else { throw NoForm() }
            return prompt.form.current
        }
        let last = SettingField.all.count - 1
        driver.press("pagedown")
        let page = try current()
        #expect((2..<20).contains(page))
        for _ in 0..<last { driver.press("pagedown") }
        #expect(try current() == last)
        driver.press("pageup")
        #expect(try current() == last - page)
        for _ in 0..<last { driver.press("pageup") }
        #expect(try current() == 0)
    }

    private struct NoForm: Error {}

    @Test func `What a form proposes can be typed`() throws {
        let settings = ProtocolSettings()
        for field in SettingField.all {
            guard let proposed = field.text(settings) else { continue }
            #expect(try settings.setting(field, to: proposed) == settings, "\(field.name)")
        }
    }

    private func changed(_ change: (inout ProtocolSettings) -> Void) -> [DashboardAction] {
        var settings = ProtocolSettings()
        change(&settings)
        return [.perform(.setProtocol(settings))]
    }

    @Test func `It says what is in force, and marks what is changed`() {
        var driver = driver(at: "direction")
        #expect(driver.screen().contains("direction              push"))
        #expect(!driver.screen().contains("was push"))
        driver.press("right")
        #expect(driver.screen().contains("was push"))
        #expect(driver.press("ctrl-s") == changed { $0.rumors?.direction = .pull })
    }

    @Test func `How deletions are remembered is changed there, too`() {
        var driver = driver(at: "retention")
        driver.type("0")
        #expect(driver.press("ctrl-s") == changed { $0.deletion.retention = 0 })
        driver = self.driver(at: "death-certificate-age")
        driver.type("5s")
        #expect(driver.press("ctrl-s") == changed { $0.deletion.age = .seconds(5) })
        driver = self.driver(at: "conflict")
        driver.press("right")
        #expect(driver.press("ctrl-s") == changed { $0.conflict = .mergeClocksUnsafe })
    }

    @Test func `Left and right go through the choices, all around`() {
        var driver = driver(at: "direction")
        driver.press("left")
        #expect(driver.press("ctrl-s") == changed { $0.rumors?.direction = .pushPull })
    }

    @Test func `Several changes are one command`() {
        var driver = driver(at: "removal")
        driver.type("counter:1")
        driver.press("tab", "right", "tab")
        driver.type("3")
        #expect(
            driver.press("ctrl-s")
                == changed {
                    $0.rumors?.removal = .counter(limit: 1, .blind)
                    $0.rumors?.fanOut = 3
                })
    }

    @Test(
        arguments: [
            (
                "removal", "often",
                "removal often must be counter:K, coin:K, ttl:R"
            ),
            ("fan-out", "two", "fan-out two must be a whole number"),
            ("direction", "up", "direction up must be push, pull or push-pull"),
            ("cache-interval", "soon", "cache-interval soon must be a time"),
            ("reaction", "none", "reaction none must be feedback or blind"),
        ])
    func `A wrong answer is named, and stays`(field: String, text: String, sentence: String) {
        var driver = driver(at: field)
        driver.type(text)
        #expect(driver.press("ctrl-s").isEmpty)
        #expect(driver.screen().contains(sentence))
        #expect(driver.screen().contains(text))
    }

    @Test func `A reaction has no place beside a rule that has none`() {
        var driver = driver(at: "removal")
        driver.type("ttl:8")
        driver.press("tab", "right")
        #expect(driver.press("ctrl-s").isEmpty)
        #expect(driver.screen().contains("reaction has no meaning with removal ttl:8"))
    }

    @Test func `Rumors are switched off and on again`() {
        var driver = driver(at: "rumors")
        driver.press("right")
        #expect(driver.press("ctrl-s") == changed { $0.rumors = nil })
        var view = Fixture.view()
        view.settings.rumors = nil
        driver = self.driver(at: "direction", view)
        driver.press("right")
        #expect(driver.press("ctrl-s").isEmpty)
        #expect(driver.screen().contains("direction has no meaning while rumors are off"))
    }

    @Test func `What the source refuses comes back in the form, with everything typed`() {
        var driver = driver(at: "fan-out")
        driver.type("99")
        #expect(driver.press("ctrl-s").count == 1)
        var view = Fixture.view()
        view.outcomes = [
            CommandOutcome(ticket: Ticket(1), result: .refused("fan-out 99 must be less"))
        ]
        driver.show(view)
        #expect(driver.screen().contains("fan-out 99 must be less"))
        #expect(driver.screen().contains("99                "))
        driver.press("backspace", "backspace", "4")
        #expect(driver.press("ctrl-s") == changed { $0.rumors?.fanOut = 4 })
    }

    @Test func `A command that was done does not bring its form back`() {
        var driver = driver(at: "fan-out")
        driver.type("2")
        driver.press("ctrl-s")
        var view = Fixture.view()
        view.outcomes = [
            CommandOutcome(ticket: Ticket(1), result: .done),
            CommandOutcome(ticket: Ticket(2), result: .refused("n3 is down already")),
        ]
        driver.show(view)
        #expect(driver.model.mode == .screen)
    }

    @Test(arguments: SettingField.all.map(\.name))
    func `What is in force is an answer that changes nothing`(name: String) throws {
        let field = try #require(SettingField.named(name))
        let settings = ProtocolSettings()
        let text = try #require(field.text(settings))
        #expect(try settings.setting(field, to: text) == settings)
    }

    @Test(arguments: SettingField.all.map(\.name))
    func `Every choice can be made`(name: String) throws {
        let field = try #require(SettingField.named(name))
        for choice in field.choices where choice != "off" || name != "rumors" {
            let changed = try ProtocolSettings().setting(field, to: choice)
            #expect(field.text(changed) == choice)
        }
    }

    @Test func `Every field can be reached on the smallest screen`() {
        var driver = Driver(size: ScreenLayout.least)
        driver.press("e")
        for field in SettingField.all {
            #expect(driver.screen().contains(field.name), "\(field.name)")
            driver.press("tab")
        }
    }
}
