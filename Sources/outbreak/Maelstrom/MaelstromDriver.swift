import Epidemic
import EpidemicMaelstrom
import EpidemicWire
import Foundation
import Laboratory

/// Carries lines from standard input to a node and messages from it to standard output, and calls it when it
/// wants to be called.
struct MaelstromDriver {
    private var node: MaelstromNode
    private let clock: SteadyClock
    private var lines = LineBuffer()
    private var outbox = MaelstromOutbox()

    init(_ node: MaelstromNode, _ clock: SteadyClock) {
        self.node = node
        self.clock = clock
    }

    /// Goes on until standard input ends.
    ///
    /// - Throws: `Complaint` when standard output cannot be written.
    mutating func run() throws(Complaint) {
        while true {
            if let due = node.due, due <= clock.now {
                node.advance(to: clock.now, into: &outbox)
                try send()
            }
            guard inputIsReady() else { continue }
            guard let bytes = readInput() else { break }
            lines.append(bytes)
            try receiveLines()
        }
        lines.end()
        try receiveLines()
    }

    private mutating func receiveLines() throws(Complaint) {
        for line in lines.takeLines() {
            switch line {
            case .whole(let bytes) where bytes.isEmpty: break
            case .whole(let bytes): node.receive(line: bytes, now: clock.now, into: &outbox)
            case .tooLong: complain("a line of standard input is longer than a message can be")
            }
            try send()
        }
    }

    private mutating func send() throws(Complaint) {
        let text = outbox.messages.map { $0.line + "\n" }.joined()
        outbox.complaints.forEach(complain)
        outbox.removeAll()
        if !text.isEmpty { try StandardOutput.write(text) }
    }

    private func complain(_ sentence: String) {
        StandardError.write("outbreak: \(EscapedText.plain(sentence))\n")
    }

    /// Waits until there is something to read, or until the node wants to be called.
    private func inputIsReady() -> Bool {
        var wait: Int32 = -1
        if let due = node.due {
            // A millisecond late rather than early, when it would be asked in vain.
            let left = max(0, (due - clock.now).nanoseconds) / 1_000_000 + 1
            wait = Int32(clamping: left)
        }
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&input, 1, wait) > 0
    }

    /// What there is to read; nil at the end, and where nothing can be read ever again.
    private func readInput() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        switch count {
        case 1...: return Array(bytes[..<count])
        case 0: return nil
        default: return errno == EAGAIN || errno == EINTR ? [] : nil
        }
    }
}
