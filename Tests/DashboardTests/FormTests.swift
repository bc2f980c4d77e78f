import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// Forms: what is proposed, what is refused, and that nothing typed is lost.
struct FormTests {
    @Test func `The form for all links proposes what is in force`() {
        var driver = Driver()
        driver.press("l")
        driver.type("20%")
        driver.press("tab")
        driver.type("1.5s")
        let actions = driver.press("enter", "enter", "enter", "enter")
        let wanted = NetworkConditions(
            latency: .milliseconds(1_500), jitter: .milliseconds(100), loss: 0.2)
        #expect(actions == [.perform(.setNetwork(wanted))])
    }

    @Test func `What a setting means can be read to its end on a small screen`() {
        // What stands behind the form does not tear its sentences apart.
        var view = Fixture.view()
        view.trace = []
        for field in SettingField.all.indices {
            var driver = Driver(size: Size(columns: 80, rows: 24), view: view)
            driver.press("e")
            for _ in 0..<field { driver.press("down") }
            let words = driver.screen().split { " \n│".contains($0) }.joined(separator: " ")
            let sentence = SettingField.all[field].sentence
            let end = sentence.split(separator: " ").suffix(3).joined(separator: " ")
            #expect(words.contains(end), "\(SettingField.all[field].name)")
        }
    }

    @Test(arguments: [
        ("1.5", "loss 1.5 must be from 0 to 1, or from 0% to 100%"),
        ("-1", "loss -1 must be from 0 to 1"), ("much", "loss much must be from 0 to 1"),
    ])
    func `A wrong answer is named in the form and stays there`(text: String, sentence: String) {
        var driver = Driver()
        driver.press("l")
        driver.type(text)
        #expect(driver.press("enter", "enter", "enter", "enter", "enter").isEmpty)
        #expect(driver.screen().contains(sentence))
        #expect(driver.screen().contains("loss         \(text)"))
        driver.press("backspace")
        #expect(!driver.screen().contains(sentence), "editing takes the sentence away")
    }

    @Test(arguments: ["0", "1", "17", "x", "2.5"])
    func `A cluster cannot be split into groups that it does not have`(text: String) {
        var driver = Driver()
        driver.press("p")
        driver.type(text)
        #expect(driver.press("enter").isEmpty)
        #expect(
            driver.screen().contains("groups \(text) must be a whole number from 2 to 16"))
    }

    @Test func `Times are read with their units`() throws {
        #expect(try Answer.duration("300ms", name: "latency") == .milliseconds(300))
        #expect(try Answer.duration("1.5s", name: "latency") == .milliseconds(1_500))
        #expect(try Answer.duration("2m", name: "latency") == .seconds(120))
        #expect(try Answer.duration("0", name: "latency") == .zero)
        #expect(try Answer.duration("720h", name: "dormant-age") == .seconds(720 * 3_600))
        for wrong in ["300", "-1s", "s", "", "nan", "infs", "1e99s", "1001d"] {
            #expect(throws: PromptError.self) { try Answer.duration(wrong, name: "latency") }
        }
    }

    @Test func `Bandwidth is bytes per second, with k and M, or none`() throws {
        #expect(try Answer.bandwidth("none") == nil)
        #expect(try Answer.bandwidth("4000") == 4_000)
        #expect(try Answer.bandwidth("64k") == 64_000)
        #expect(try Answer.bandwidth("2M") == 2_000_000)
        for wrong in ["0", "-1", "k", "1.5k", "", "99999999999999999999"] {
            #expect(throws: PromptError.self) { try Answer.bandwidth(wrong) }
        }
    }

    @Test func `One key applies a form from any of its fields`() {
        var driver = Driver()
        driver.press("l")
        driver.type("0.2")
        #expect(
            driver.press("ctrl-s") == [.perform(.setNetwork(NetworkConditions(loss: 0.2)))])
        #expect(driver.model.mode == .screen)
    }

    @Test func `Escape closes a form and does nothing`() {
        var driver = Driver()
        #expect(driver.press("u", "x", "esc").isEmpty)
        #expect(driver.model.mode == .screen)
    }

    @Test func `Keys that write text never act while a form is open`() {
        var driver = Driver()
        driver.press("u")
        #expect(driver.press("q", "k", "?", "space").isEmpty)
        #expect(driver.screen().contains("key    qk? "))
        #expect(driver.press("ctrl-c") == [.quit])
    }

    @Test func `Text from the clipboard goes into the field and nowhere else`() {
        var driver = Driver()
        #expect(driver.model.update(.paste("quit")).isEmpty)
        driver.press("u")
        _ = driver.model.update(.paste("shape"))
        driver.press("enter")
        #expect(
            driver.press("enter")
                == [.perform(.write(at: NodeID(0), key: "shape", value: "red"))])
    }

    @Test func `A form stays open when views arrive and the screen is resized`() {
        var driver = Driver()
        driver.press("u")
        driver.type("half")
        driver.show(Fixture.view())
        _ = driver.model.update(.resize(Size(columns: 80, rows: 24)))
        #expect(driver.screen().contains("half"))
    }
}
