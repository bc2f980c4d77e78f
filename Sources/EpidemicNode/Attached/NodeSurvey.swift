import Epidemic
import EpidemicWire
import NIOCore
import NIOPosix

/// Who lives behind a control address: a node in one life, run by one process.
///
/// One node can be reached at several addresses, and two nodes may have one name; this tells which is
/// which.
struct NodeLife: Hashable, Sendable {
    let id: ReplicaID
    /// Drawn by the process.
    let process: UInt32
}

/// What was found at the control addresses that somebody gave, before they are watched.
public struct NodeSurvey: Sendable {
    /// One address that was asked.
    struct Place: Sendable {
        let address: HostPort
        /// Who answered; nil for nobody.
        let life: NodeLife?
        /// To which cluster it belongs; nil while that is not settled.
        var cluster: ClusterName?
        /// The address as numbers: a name can stand for several.
        let numeric: [HostPort]
    }

    let places: [Place]
    /// Why nobody was found at some of the addresses, a sentence each.
    public let complaints: [String]

    /// The clusters that were found, by name; it is one that can be watched.
    public var clusters: [ClusterName] { Set(places.compactMap(\.cluster)).sorted() }

    /// Whether nobody answered at all.
    public var isEmpty: Bool { places.allSatisfy { $0.life == nil } }

    /// Asks at all addresses at once.
    ///
    /// - Parameter password: what the nodes want to be told, when they do.
    public static func of(_ addresses: [HostPort], password: [UInt8]?) async -> NodeSurvey {
        let found = await withTaskGroup(of: (Int, Place, String?).self) { group in
            for (number, address) in addresses.enumerated() {
                group.addTask {
                    let numeric = await Self.numeric(address)
                    do {
                        let (life, cluster) = try await NodeQuestion.life(
                            at: address, password: password)
                        let place = Place(
                            address: address, life: life, cluster: cluster, numeric: numeric)
                        return (number, place, nil)
                    } catch {
                        return (
                            number, Place(address: address, life: nil, numeric: numeric), "\(error)"
                        )
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let sorted = found.sorted { $0.0 < $1.0 }
        return NodeSurvey(places: sorted.map(\.1), complaints: sorted.compactMap(\.2))
    }

    private static func numeric(_ address: HostPort) async -> [HostPort] {
        let found = try? await NIOThreadPool.singleton.runIfActive {
            try SocketAddress.makeAddressResolvingHost(address.host, port: Int(address.port))
        }
        return [found?.hostPort.flatMap { HostPort($0) }].compactMap(\.self)
    }
}

extension NodeQuestion {
    /// Who answers at a control address.
    ///
    /// - Throws: `ControlError`.
    static func life(
        at address: HostPort, password: [UInt8]?
    ) async throws -> (NodeLife, ClusterName?) {
        let client = try await ControlClient.connect(to: address, password: password)
        defer { client.close() }
        let answer = try await client.ask(["HELLO"])
        guard let life = NodeLife(answer) else {
            throw ControlError.refused(address, "it does not say who it is")
        }
        return (life, answer["cluster"]?.word.flatMap { ClusterName($0) })
    }
}

extension NodeLife {
    /// As a part of what a node says of itself.
    var words: [RESPValue.Pair] {
        [
            .init(.text("name"), .text(id.name.text)), .init(.text("epoch"), .text("\(id.epoch)")),
            .init(.text("process"), .count(Int(process))),
        ]
    }

    /// Reads what `words` writes, among other things; nil for anything else.
    init?(_ value: RESPValue) {
        guard let name = value["name"]?.word.flatMap({ ReplicaName($0) }),
            let epoch = value["epoch"]?.word.flatMap({ UInt64($0) }),
            let process = value["process"]?.number.flatMap({ UInt32(exactly: $0) })
        else { return nil }
        self.init(id: ReplicaID(name: name, epoch: epoch), process: process)
    }
}
