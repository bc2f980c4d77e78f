import Epidemic

extension ArrivalMessage {
    private enum Form: UInt8 { case question, answer }

    func write(to writer: inout WireWriter) {
        switch self {
        case .question(let question):
            writer.byte(Form.question.rawValue)
            question.write(to: &writer)
        case .answer(let answer):
            writer.byte(Form.answer.rawValue)
            answer.question.write(to: &writer)
            writer.byte(answer.readiness.rawValue)
            writer.fixed(answer.root.bits)
            writer.varint(answer.highest)
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let byte = try reader.byte()
        guard let form = Form(rawValue: byte) else { throw reader.malformed(.unknownForm(byte)) }
        self =
            switch form {
            case .question: .question(try ArrivalQuestion(from: &reader))
            case .answer:
                .answer(
                    ArrivalAnswer(
                        question: try ArrivalQuestion(from: &reader),
                        readiness: try reader.readiness(), root: Digest(bits: try reader.fixed()),
                        highest: try reader.seenSequence()))
            }
    }
}

extension ArrivalQuestion {
    fileprivate func write(to writer: inout WireWriter) {
        writer.varint(UInt64(number))
        writer.replica(id)
    }

    fileprivate init(from reader: inout WireReader) throws(WireError) {
        self.init(number: try reader.number(), id: try reader.replica())
    }
}

extension WireReader {
    fileprivate mutating func readiness() throws(WireError) -> Readiness {
        let byte = try self.byte()
        guard let readiness = Readiness(rawValue: byte) else { throw malformed(.unknownForm(byte)) }
        return readiness
    }

    /// The number of a write, or 0 for none.
    fileprivate mutating func seenSequence() throws(WireError) -> UInt64 {
        let sequence = try varint()
        guard sequence < Limits.clockCountBound else { throw malformed(.sequence) }
        return sequence
    }
}
