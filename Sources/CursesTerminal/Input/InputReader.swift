import CNcurses
import Foundation
import TerminalUI

/// Takes off the terminal what has come in.
struct InputReader {
    /// The keys that send signals.
    let signals = SignalKeys(signalOf: cn_signal_of)
    private var decoder: InputDecoder
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var piece = [UInt8](repeating: 0, count: InputLimits.readBytes)

    /// Reads the terminal that is open.
    init() {
        start = clock.now
        decoder = InputDecoder(keys: .described, characters: .ofLocale)
    }

    /// Everything that has come in up to now, with `.closed` at the end if the terminal is gone; and
    /// what is complete because nothing came for long enough.
    mutating func drain() -> [TerminalEvent] {
        let count = cn_read(&piece, Int32(piece.count))
        guard count >= 0 else { return [.closed] }
        let now = clock.now - start
        if count > 0 { return decoder.decode(Array(piece[..<Int(count)]), at: now) }
        guard let deadline = decoder.deadline, deadline <= now else { return [] }
        return decoder.pause()
    }

    /// How long it is until `drain` is to be called though nothing may have come.
    var patience: Duration? {
        decoder.deadline.map { max(start + $0 - clock.now, .zero) }
    }
}

extension KeySequences {
    /// What the description of the open terminal says.
    fileprivate static var described: KeySequences {
        var names: [(sequence: [UInt8], name: String)] = []
        cn_list_keys()
        while let sequence = cn_next_key() {
            let bytes = (0..<strlen(sequence)).map { UInt8(bitPattern: sequence[Int($0)]) }
            names.append((bytes, String(cString: cn_key_name())))
        }
        return KeySequences(names)
    }
}

extension CharacterDecoder.CharacterSet {
    /// How the locale of the process writes characters.
    fileprivate static var ofLocale: CharacterDecoder.CharacterSet {
        guard cn_is_utf8() == 0 else { return .utf8 }
        return .bytes((0...255).map { Unicode.Scalar(cn_character($0)) })
    }
}
