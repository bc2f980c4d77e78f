import Epidemic
import EpidemicMaelstrom
import Testing

/// What one node answers, line by line.
@Suite struct RequestTests {
    /// A node and the client beside it.
    private struct Bench {
        var node: MaelstromNode
        var outbox = MaelstromOutbox()

        init(_ workload: ReadWorkload? = nil, initialised: Bool = true) throws {
            var settings = MaelstromSettings(.gossip)
            settings.workload = workload
            node = try MaelstromNode(settings, epoch: 5, seed: 1)
            guard initialised else { return }
            #expect(
                try ask(#""type":"init","node_id":"n1","node_ids":["n1","n2"]"#)
                    == #"{"type":"init_ok","in_reply_to":7}"#)
        }

        /// The body of the answer to a request with these members.
        mutating func ask(_ members: String) throws -> String {
            try send(#"{"src":"c1","dest":"n1","body":{\#(members),"msg_id":7}}"#)
            let answer = try #require(outbox.messages.first { $0.destination == "c1" })
            #expect(answer.source == "n1")
            return JSONValue.object(answer.body).text
        }

        /// The number of the error that answers a request.
        mutating func refusal(of members: String) throws -> Int? {
            let body = try JSONValue(parsing: try ask(members)).object
            #expect(body?["type"] == "error" && body?["in_reply_to"] == 7)
            #expect(body?["text"]?.string?.isEmpty == false)
            return body?["code"]?.integer
        }

        mutating func send(_ line: String) throws {
            outbox.removeAll()
            node.receive(line: Array(line.utf8), now: .zero, into: &outbox)
        }
    }

    @Test func `an echo comes back exactly as it was`() throws {
        var bench = try Bench()
        #expect(
            try bench.ask(#""type":"echo","echo":{"b":1.0,"a":[null,"é"]}"#)
                == #"{"type":"echo_ok","echo":{"b":1.0,"a":[null,"é"]},"in_reply_to":7}"#)
    }

    @Test func `a broadcast is read back by those who read messages`() throws {
        var bench = try Bench()
        #expect(
            try bench.ask(#""type":"topology","topology":{"n1":["n2"],"n2":["n1"]}"#)
                == #"{"type":"topology_ok","in_reply_to":7}"#)
        #expect(
            try bench.ask(#""type":"read""#)
                == #"{"type":"read_ok","messages":[],"in_reply_to":7}"#)
        for message in ["1000", "\"x\"", "1000"] {
            #expect(
                try bench.ask(#""type":"broadcast","message":\#(message)"#)
                    == #"{"type":"broadcast_ok","in_reply_to":7}"#)
        }
        #expect(
            try bench.ask(#""type":"read""#)
                == #"{"type":"read_ok","messages":[1000,"x"],"in_reply_to":7}"#)
    }

    @Test func `an element is read back as a value`() throws {
        var bench = try Bench()
        #expect(
            try bench.ask(#""type":"add","element":3"#) == #"{"type":"add_ok","in_reply_to":7}"#)
        #expect(
            try bench.ask(#""type":"read""#) == #"{"type":"read_ok","value":[3],"in_reply_to":7}"#)
    }

    @Test func `a counter is the sum of its increments`() throws {
        var bench = try Bench()
        for delta in ["5", "-7", "9"] { _ = try bench.ask(#""type":"add","delta":\#(delta)"#) }
        #expect(
            try bench.ask(#""type":"read""#) == #"{"type":"read_ok","value":7,"in_reply_to":7}"#)
    }

    @Test func `a bare read before any write needs to know what is read`() throws {
        var unknown = try Bench()
        #expect(try unknown.refusal(of: #""type":"read""#) == 11)
        var counter = try Bench(.gCounter)
        #expect(
            try counter.ask(#""type":"read""#) == #"{"type":"read_ok","value":0,"in_reply_to":7}"#)
        var set = try Bench(.gSet)
        #expect(
            try set.ask(#""type":"read""#) == #"{"type":"read_ok","value":[],"in_reply_to":7}"#)
    }

    @Test func `identifiers differ, also from those of another life`() throws {
        var bench = try Bench()
        let first = try bench.ask(#""type":"generate""#)
        #expect(try bench.ask(#""type":"generate""#) != first)
        #expect(first == #"{"type":"generate_ok","id":"n1'5#1","in_reply_to":7}"#)
    }

    @Test func `a transaction sees its own writes and the last one of each register stays`() throws
    {
        var bench = try Bench()
        #expect(
            try bench.ask(#""type":"txn","txn":[["r",1,null],["w",1,6],["r",1,null],["w",1,7]]"#)
                == #"{"type":"txn_ok","txn":[["r",1,null],["w",1,6],["r",1,6],["w",1,7]],"in_reply_to":7}"#
        )
        #expect(
            try bench.ask(#""type":"txn","txn":[["r",1,null],["r",2,null]]"#)
                == #"{"type":"txn_ok","txn":[["r",1,7],["r",2,null]],"in_reply_to":7}"#)
    }

    @Test func `a key of the store is written, compared and read`() throws {
        var bench = try Bench()
        #expect(try bench.refusal(of: #""type":"read","key":"k""#) == 20)
        #expect(try bench.refusal(of: #""type":"cas","key":"k","from":1,"to":2"#) == 20)
        #expect(
            try bench.ask(#""type":"write","key":"k","value":1"#)
                == #"{"type":"write_ok","in_reply_to":7}"#)
        #expect(try bench.refusal(of: #""type":"cas","key":"k","from":2,"to":3"#) == 22)
        #expect(
            try bench.ask(#""type":"cas","key":"k","from":1,"to":[2]"#)
                == #"{"type":"cas_ok","in_reply_to":7}"#)
        #expect(
            try bench.ask(#""type":"read","key":"k""#)
                == #"{"type":"read_ok","value":[2],"in_reply_to":7}"#)
    }

    @Test(arguments: [
        #""type":"send","key":"k","msg":1"#, #""type":"poll","offsets":{}"#, #""type":"x""#,
        #""type":"txn","txn":[["append",1,2]]"#,
    ])
    func `what is not there is error 10`(members: String) throws {
        var bench = try Bench()
        #expect(try bench.refusal(of: members) == 10)
    }

    @Test(arguments: [
        #""type":7"#, #""kind":"echo""#, #""type":"echo""#, #""type":"broadcast""#,
        #""type":"add","delta":1.5"#, #""type":"add","delta":"1""#, #""type":"txn","txn":1"#,
        #""type":"txn","txn":[["r",1]]"#, #""type":"topology","topology":[]"#,
        #""type":"init","node_id":"n1""#, #""type":"init","node_id":"n3","node_ids":["n1"]"#,
        #""type":"init","node_id":"n1","node_ids":["n1","n1"]"#,
        #""type":"init","node_id":"a b","node_ids":["a b"]"#,
    ])
    func `a request that means nothing is error 12`(members: String) throws {
        var bench = try Bench()
        #expect(try bench.refusal(of: members) == 12)
    }

    @Test func `nothing of a transaction is done when a step of it means nothing`() throws {
        var bench = try Bench()
        #expect(try bench.refusal(of: #""type":"txn","txn":[["w",1,1],["append",1,2]]"#) == 10)
        #expect(try bench.ask(#""type":"txn","txn":[["r",1,null]]"#).contains(#"["r",1,null]"#))
    }

    @Test func `a grow-only counter refuses to shrink, and any counter to overflow`() throws {
        var growing = try Bench(.gCounter)
        #expect(try growing.refusal(of: #""type":"add","delta":-1"#) == 12)
        var bench = try Bench()
        _ = try bench.ask(#""type":"add","delta":9223372036854775807"#)
        #expect(try bench.refusal(of: #""type":"add","delta":1"#) == 14)
    }

    @Test func `an element that is too long is refused`() throws {
        var bench = try Bench()
        let long = String(repeating: "x", count: Limits.keyBytesMax)
        #expect(try bench.refusal(of: #""type":"broadcast","message":"\#(long)""#) == 14)
    }

    @Test func `before init there is error 11, and a second init must say the same`() throws {
        var bench = try Bench(initialised: false)
        #expect(try bench.refusal(of: #""type":"echo","echo":1"#) == 11)
        _ = try bench.ask(#""type":"init","node_id":"n1","node_ids":["n1","n2"]"#)
        #expect(
            try bench.ask(#""type":"init","node_id":"n1","node_ids":["n1","n2"]"#).contains("ok"))
        #expect(
            try bench.refusal(of: #""type":"init","node_id":"n1","node_ids":["n1","n3"]"#) == 14)
    }

    @Test(arguments: [
        "", "x", "[]", "{}", #"{"src":1,"dest":"n1","body":{}}"#,
        #"{"src":"c1","dest":"n1","body":[]}"#, #"{"src":"c1","body":{}}"#,
        #"{"src":"n2","dest":"n1","body":{"type":"replica"}}"#,
        #"{"src":"n2","dest":"n1","body":{"type":"replica","frame":"?"}}"#,
        #"{"src":"n2","dest":"n1","body":{"type":"replica","frame":"6wE="}}"#,
        #"{"src":"c1","dest":"n1","body":{"type":"replica","frame":"6wE="}}"#,
        #"{"src":"c1","dest":"n1","body":{"type":"echo","echo":1}}"#,
        #"{"src":"c1","dest":"n1","body":{"type":"echo_ok","in_reply_to":1,"msg_id":2}}"#,
    ])
    func `what cannot be answered is complained of, and the node goes on`(line: String) throws {
        var bench = try Bench()
        try bench.send(line)
        #expect(bench.outbox.messages.isEmpty && bench.outbox.complaints.count == 1)
        #expect(try bench.ask(#""type":"echo","echo":1"#).contains("echo_ok"))
    }
}
