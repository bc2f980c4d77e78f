import Testing

@testable import TerminalUI

/// Texts that the library for TOML would end the program for.
@Suite struct TOMLTextTests {
    @Test(arguments: [
        ("[run]\n[:x]\n", 2), ("\u{FEFF}[\u{12}]\n", 1), ("[[ é ]]", 1), ("x = [\n 1,\n}\n", 3),
        ("x = { a = 1 ]", 1), ("day = 1978-05-27T:7", 1), ("r = 1979-05-27 0 }", 1),
        ("a = '''\n'''\nb = 1\u{0}", 3),
        ("r = 19'9-05-27 0 }", 1), ("r = [1, # 2-3\n 1979-05-27 0 ]", 2), ("r = 19=9-05-27 0 ,", 1),
    ])
    func `what the library cannot read is refused with its line`(text: String, line: Int) {
        do throws(TOMLFlaw) {
            let table = try TOMLText.table(text)
            Issue.record("\(text) was read as \(table.keys)")
        } catch {
            #expect(error.line == line && !error.reason.isEmpty, "\(error)")
        }
    }

    @Test(arguments: [
        "[ a ]\nb = 1", "[[\"a\"]]", "[a.'[:']", "x = [[1, 2], ['[:'],\n ['}']]",
        "s = \"\"\"\n[:\n\\\"}\n\"\"\"",
        "s = '[:' # [:\n", "day = 1979-05-27T07:32:00Z", "2-t = 1979-05-27 # a day",
        "s = \"1979-05-27T\"",
        "x = { a = [ { b = 1 } ] }", "red1-dark = 1", "a.1-2 = 3", "[1-2]", "[[a.1-2]]",
        "x = { 1-2 = 3, a.4-5 = 6 }", "x = [ 1, # 1-2\n 2 ]", "x = -1\ny = +2e-3",
    ])
    func `what is TOML is read`(text: String) {
        #expect(throws: Never.self) { try TOMLText.table(text) }
    }
}
