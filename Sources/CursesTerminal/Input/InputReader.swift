import CNcurses
import TerminalUI

/// Takes off the terminal what has come in.
struct InputReader {
    private var decoder = InputDecoder()

    /// Everything that has come in up to now, with `.closed` at the end if the terminal is gone.
    mutating func drain() -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        while true {
            let input = cn_read()
            let kind = cn_input_kind(UInt32(input.kind))
            if kind == CN_GONE { return events + [.closed] }
            if let unit = InputUnit(input, kind: kind) { events += decoder.decode(unit) }
            if kind == CN_NOTHING { return events }
        }
    }
}

extension InputUnit {
    init?(_ input: cn_input, kind: cn_input_kind) {
        switch kind {
        case CN_NOTHING:
            self = .pause
        case CN_SCALAR:
            guard let scalar = Unicode.Scalar(input.scalar) else { return nil }
            self = .scalar(scalar)
        default:
            self = .named(String(cString: cn_input_name()))
        }
    }
}
