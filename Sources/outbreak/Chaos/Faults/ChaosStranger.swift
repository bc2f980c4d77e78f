import Epidemic
import EpidemicNode
import Foundation
import Synchronization

/// Somebody on the same network who has no key, and sends the nodes what nobody should.
///
/// He hears what goes through the switch, so that he can say it again: as it was, or damaged, and from
/// the address from which it came.
final class ChaosStranger: Sendable {
    private let program: String
    private let host: ChaosHost
    private let nodes: [ChaosNode]
    private let folder: ScratchFolder
    private let lifeline: String
    /// Hears everything.
    private let ear: Int32
    /// Sends whole packets, from any address.
    private let mouth: Int32
    private let heard = Mutex<[Heard]>([])
    private let process = Mutex<ChildProcess?>(nil)
    /// Told of every packet that he sends.
    private let onSend: @Sendable () -> Void

    /// A datagram that went from one host to another.
    private struct Heard: Sendable {
        let source: UInt32
        let target: UInt32
        var bytes: [UInt8]
    }

    private static let heardMax = 2_000

    init(
        _ program: String, at host: ChaosHost, hub: ChaosNamespace, nodes: [ChaosNode],
        lifeline: String, in folder: ScratchFolder, onSend: @escaping @Sendable () -> Void
    ) async throws {
        (self.program, self.onSend) = (program, onSend)
        (self.host, self.nodes, self.folder, self.lifeline) = (host, nodes, folder, lifeline)
        let allPackets: UInt16 = 3
        let ears = await hub.sockets {
            [socket(AF_PACKET, Int32(SOCK_DGRAM.rawValue), Int32(allPackets.bigEndian))]
        }
        let mouths = await host.namespace.sockets {
            [socket(AF_INET, Int32(SOCK_RAW.rawValue), Int32(IPPROTO_RAW))]
        }
        guard let ear = ears.first, let mouth = mouths.first, ear >= 0, mouth >= 0 else {
            throw CocoaError(.featureUnsupported)
        }
        (self.ear, self.mouth) = (ear, mouth)
    }

    deinit {
        close(ear)
        close(mouth)
    }

    /// Sends the nodes all sorts of things for a while.
    func attack(for length: Duration, _ variant: Int) async {
        let end = ContinuousClock.now + length
        var generator = SeededGenerator(seed: UInt64(variant))
        startNode(&generator)
        await pourIntoStreams(variant)
        while ContinuousClock.now < end {
            listen()
            for _ in 0..<20 { sendSomething(&generator) }
            try? await Task.sleep(for: .milliseconds(50))
        }
        await self.end()
    }

    func end() async {
        guard let process = process.withLock({ $0.take() }) else { return }
        kill(process.number, SIGKILL)
        _ = process.wait()
    }

    /// A node that calls itself as one of the others, has no key or another one, and knows them all.
    private func startNode(_ generator: inout SeededGenerator) {
        let others = nodes.flatMap { ["--peer", "\($0.host.gossip)"] }
        let key = generator.below(2) == 0 ? nil : try? folder.write(wrongKey, to: "wrong-key")
        let name = nodes[generator.below(nodes.count)].name
        let cluster = generator.below(2) == 0 ? ["--cluster-name", "chaos"] : []
        let line =
            host.namespace.launcher + [
                program, "node", "--name", name, "--gossip", "\(host.gossip)",
                "--control", "unix:\(folder.path)/stranger.sock", "--end-with-input",
            ] + (key.map { ["--key-file", $0] } ?? ["--insecure"]) + cluster + others
        let child = try? ChildProcess(
            line[0], Array(line.dropFirst()), environment: ["PATH": "/usr/bin:/bin"],
            streams: .init(
                input: lifeline, errors: (try? folder.write("", to: "stranger.log")) ?? ""))
        process.withLock { $0 = child }
    }

    private var wrongKey: String { String(repeating: "0b", count: 32) + "\n" }

    /// Takes in what went through the switch since it last listened, as far as it was kept.
    private func listen() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        for _ in 0..<200 {
            let count = recv(ear, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count > 28 else { break }
            let header = Int(buffer[0] & 15) * 4
            let isDatagram = buffer[0] >> 4 == 4 && buffer[9] == 17
            let isWhole = buffer[6] & 0x3F == 0 && buffer[7] == 0
            guard isDatagram, isWhole, count > header + 8 else { continue }
            let packet = Heard(
                source: word(buffer[12..<16]), target: word(buffer[16..<20]),
                bytes: Array(buffer[(header + 8)..<count]))
            heard.withLock { heard in
                if heard.count >= Self.heardMax {
                    heard[count % Self.heardMax] = packet
                } else {
                    heard.append(packet)
                }
            }
        }
    }

    private func word(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    private func sendSomething(_ generator: inout SeededGenerator) {
        let target = nodes[generator.below(nodes.count)].host.address
        guard
            var packet = heard.withLock({ heard in
                heard.isEmpty ? nil : heard[generator.below(heard.count)]
            })
        else { return }
        switch generator.below(4) {
        case 0:
            packet.bytes = (0..<(1 + generator.below(600))).map { _ in
                UInt8(generator.below(256))
            }
        case 1:
            for _ in 0...generator.below(3) {
                let place = generator.below(packet.bytes.count)
                packet.bytes[place] ^= 1 << UInt8(generator.below(8))
            }
        case 2:
            packet.bytes.removeLast(generator.below(packet.bytes.count))
        case _: break
        }
        if generator.below(3) == 0 {
            packet = Heard(
                source: packet.source, target: UInt32(bigEndian: inet_addr(target)),
                bytes: packet.bytes)
        }
        send(packet)
    }

    /// Sends a datagram as if it came from where it says.
    private func send(_ packet: Heard) {
        let length = UInt16(packet.bytes.count + 8)
        var bytes: [UInt8] = [0x45, 0] + big(length + 20) + [0, 0, 0, 0, 64, 17, 0, 0]
        bytes += big(packet.source) + big(packet.target)
        bytes += big(ChaosHost.port) + big(ChaosHost.port) + big(length) + [0, 0] + packet.bytes
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = packet.target.bigEndian
        _ = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(
                    mouth, bytes, bytes.count, Int32(MSG_DONTWAIT), $0,
                    socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        onSend()
    }

    private func big<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    /// Connects to every node and says things that mean nothing.
    private func pourIntoStreams(_ variant: Int) async {
        let places = nodes.map(\.host.address)
        let files = await host.namespace.sockets {
            places.map { _ in
                socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
            }
        }
        for (file, address) in zip(files, places) {
            var place = sockaddr_in()
            place.sin_family = sa_family_t(AF_INET)
            place.sin_port = ChaosHost.port.bigEndian
            place.sin_addr.s_addr = inet_addr(address)
            _ = withUnsafePointer(to: &place) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        }
        try? await Task.sleep(for: .milliseconds(100))
        var generator = SeededGenerator(seed: UInt64(variant), stream: 2)
        for file in files {
            let bytes = (0..<5_000).map { _ in UInt8(generator.below(256)) }
            _ = Glibc.send(file, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            close(file)
        }
    }
}
