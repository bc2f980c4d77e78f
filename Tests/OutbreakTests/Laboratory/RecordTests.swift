import Testing

@testable import Laboratory

@Suite struct RecordTests {
    @Test func `texts are escaped as their format wants it`() {
        let record = Record([.init("a,b", .text("say \"so\",\n")), .init("n", .none)])
        #expect(record.json == #"{"a,b":"say \"so\",\u000a","n":null}"#)
        #expect(Record.csv([Record([.init("a", .text("x,\"y\""))])]) == "a\n\"x,\"\"y\"\"\"")
    }

    @Test func `numbers keep all their digits`() {
        let record = Record([
            .init("seed", .whole(.max)), .init("small", .number(4e-6)), .init("nan", .number(.nan)),
        ])
        #expect(record.json == #"{"seed":18446744073709551615,"small":4e-06,"nan":null}"#)
    }

    @Test func `nothing is an empty array`() {
        #expect(Record.json([]) == "[]")
        #expect(Record.csv([]) == "")
    }

    @Test func `columns are as wide as they must be`() {
        var table = TextTable([("name", .left), ("n", .right), ("", .left)])
        table.add(["a", "100", ""])
        #expect(table.lines == ["name    n", "a     100"])
    }
}
