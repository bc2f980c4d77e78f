import EpidemicMaelstrom
import Foundation

@testable import outbreak

/// A few processes of `outbreak maelstrom` with pipes between them, carried by hand: what one says to another is
/// brought to it at once, and what one says to a client is kept.
final class MaelstromProcesses {
    /// One process and the ends of its pipes.
    private struct Node {
        let child: ChildProcess
        let input: Int32
        let output: Int32
        var unread: [UInt8] = []
    }

    let names: [String]
    private let folder: ScratchFolder
    private var nodes: [Node] = []
    private var answers: [Int: JSONObject] = [:]
    private var requests = 0
    /// What was written on standard output and is no message.
    private(set) var strangeLines: [String] = []

    init(_ count: Int, _ options: String...) throws {
        names = (1...count).map { "n\($0)" }
        folder = try ScratchFolder()
        for name in names {
            let input = folder.path + "/\(name)-in"
            let output = folder.path + "/\(name)-out"
            mkfifo(input, 0o600)
            mkfifo(output, 0o600)
            // Both ends of what it reads are held, so that no open waits; and its output is read without waiting.
            let inputEnd = open(input, O_RDWR | O_CLOEXEC)
            let outputEnd = open(output, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
            let child = try ChildProcess(
                BuiltProgram.path, ["maelstrom"] + options, environment: ["PATH": "/usr/bin:/bin"],
                streams: .init(
                    input: input, output: output, errors: try folder.write("", to: name)))
            nodes.append(Node(child: child, input: inputEnd, output: outputEnd))
        }
    }

    deinit {
        for node in nodes {
            close(node.input)
            close(node.output)
            if node.child.endingNow() == nil {
                kill(node.child.number, SIGKILL)
                _ = node.child.wait()
            }
        }
    }

    /// What all of them wrote on standard error.
    var errors: String { names.compactMap { try? folder.read($0) }.joined() }

    /// Asks a node, and carries messages until it has answered.
    func ask(_ place: Int, _ body: JSONObject) throws -> JSONObject {
        requests += 1
        let number = requests
        var body = body
        body.append("msg_id", .integer(number))
        write(MaelstromMessage(from: "c1", to: names[place], body: body).line, to: place)
        while true {
            if let answer = answers.removeValue(forKey: number) { return answer }
            guard nodes[place].child.endingNow() == nil else { throw CocoaError(.fileReadUnknown) }
            carry()
        }
    }

    /// Carries what has been said, and waits a moment where nothing has.
    func carry() {
        var polled = nodes.map { pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0) }
        guard poll(&polled, nfds_t(polled.count), 20) > 0 else { return }
        for place in nodes.indices where polled[place].revents & Int16(POLLIN) != 0 {
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(nodes[place].output, &bytes, bytes.count)
            guard count > 0 else { continue }
            nodes[place].unread += bytes[..<count]
            while let end = nodes[place].unread.firstIndex(of: UInt8(ascii: "\n")) {
                take(Array(nodes[place].unread[..<end]))
                nodes[place].unread.removeSubrange(...end)
            }
        }
    }

    private func take(_ line: [UInt8]) {
        guard let message = try? MaelstromMessage(parsing: line) else {
            strangeLines.append(String(decoding: line, as: UTF8.self))
            return
        }
        if let place = names.firstIndex(of: message.destination) {
            write(message.line, to: place)
        } else if let number = message.body["in_reply_to"]?.integer {
            answers[number] = message.body
        }
    }

    /// Writes a line to a node's standard input.
    func write(_ line: String, to place: Int) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { Foundation.write(nodes[place].input, $0.baseAddress, $0.count) }
    }

    /// Sends a signal to a node.
    ///
    /// - Returns: how it ended.
    func end(_ place: Int, with signal: Int32) -> ChildProcess.Ending {
        kill(nodes[place].child.number, signal)
        return nodes[place].child.wait()
    }
}
