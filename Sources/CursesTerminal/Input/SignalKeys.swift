import TerminalUI

/// The keys that send a signal, such as ^C.
///
/// The kernel would look for their bytes in everything that comes in, in pasted text too. So the terminal
/// hands them over as they are, and only a key sends the signal.
struct SignalKeys: Hashable, Sendable {
    private let signals: [Key: Int32]

    /// - Parameter signalOf: the signal that a byte stands for, 0 for none.
    init(signalOf: (UInt8) -> Int32) {
        var signals: [Key: Int32] = [:]
        for byte in UInt8(0)..<0x80 where signalOf(byte) != 0 {
            guard let key = Key(Unicode.Scalar(byte)) else { continue }
            signals[key] = signalOf(byte)
        }
        self.signals = signals
    }

    /// The signal that an event sends.
    func signal(of event: TerminalEvent) -> Int32? {
        guard case .key(let key) = event else { return nil }
        return signals[key]
    }
}
