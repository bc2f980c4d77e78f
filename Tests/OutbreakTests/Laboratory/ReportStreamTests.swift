import Foundation
import Testing

@testable import Laboratory

/// Reports that are printed while they are measured.
@Suite struct ReportStreamTests {
    private let record = Record([.init("n", .count(1)), .init("name", .text("a,b"))])

    @Test func `records are printed one by one, and are an array in the end`() throws {
        let printed = PrintedReport()
        let stream = printed.stream(.json)
        try stream.add([record])
        #expect(printed.text == "[{\"n\":1,\"name\":\"a,b\"}")
        try stream.add([record])
        try stream.finish()
        #expect(printed.text == Record.json([record, record]) + "\n")
    }

    @Test func `a table of records has one header`() throws {
        let printed = PrintedReport()
        let stream = printed.stream(.csv)
        try stream.add([record])
        #expect(printed.text == "n,name\n1,\"a,b\"\n")
        try stream.add([record])
        try stream.finish()
        #expect(printed.text == Record.csv([record, record]) + "\n")
    }

    @Test func `lines belong to text and records to the rest`() throws {
        let printed = PrintedReport()
        let text = printed.stream(.text)
        try text.add([record])
        try text.add(["one", "two"])
        try text.finish()
        #expect(printed.text == "one\ntwo\n")
    }

    @Test func `nothing is an empty array`() throws {
        let printed = PrintedReport()
        try printed.stream(.json).finish()
        #expect(printed.text == "[]\n")
    }

    @Test func `a report that is broken off is whole, says so, and goes no further`() throws {
        let printed = PrintedReport()
        let json = printed.stream(.json)
        try json.add([record])
        json.breakOff()
        json.breakOff()
        try json.add([record])
        try json.finish()
        #expect(printed.text == Record.json([record]) + "\n")

        let lines = PrintedReport()
        let text = lines.stream(.text)
        try text.add(["one"])
        text.keep(["two"])
        text.breakOff()
        #expect(lines.text == "one\ntwo\n\nBroken off here.\n")
    }

    @Test func `what is printed is not kept any more`() throws {
        let printed = PrintedReport()
        let stream = printed.stream(.text)
        stream.keep(["half"])
        try stream.add(["whole"])
        stream.breakOff()
        #expect(printed.text == "whole\n\nBroken off here.\n")
    }

    @Test(.timeLimit(.minutes(1)))
    func `a reader that takes nothing in does not keep a report from being broken off`() {
        let reader = DispatchSemaphore(value: 0)
        let stream = ReportStream(.json, patience: .milliseconds(1)) { _ in reader.wait() }
        stream.breakOff()
        reader.signal()
    }

    @Test func `what cannot be written is told`() throws {
        let full = ReportStream(.text) { _ throws(Complaint) in throw .failed("it is full") }
        #expect(throws: Complaint.failed("it is full")) { try full.add(["one"]) }
    }
}
