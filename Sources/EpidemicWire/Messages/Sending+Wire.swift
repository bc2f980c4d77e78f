import Epidemic

// A step of an exchange, and which of its sendings: one varint, the latter its two lowest bits.

extension WireWriter {
    mutating func sending(of step: UInt32, _ attempt: UInt8) {
        varint(UInt64(step) << 2 | UInt64(attempt))
    }
}

extension WireReader {
    mutating func sending() throws(WireError) -> (step: UInt32, attempt: UInt8) {
        let coded: UInt64 = try number()
        guard let step = UInt32(exactly: coded >> 2) else { throw malformed(.numberOutOfRange) }
        return (step, UInt8(coded & UInt64(ExchangeRequest.attemptMax)))
    }
}
