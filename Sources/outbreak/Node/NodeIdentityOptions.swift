import ArgumentParser
import Epidemic
import EpidemicNode
import EpidemicWire
import Laboratory

/// Who a node is, where it listens, and where its data is.
struct NodeIdentityOptions: ParsableArguments {
    @Option(
        help: .init("Its name, 1 to 64 characters of A-Z a-z 0-9 . _ -", valueName: "name"),
        transform: ReplicaName.read)
    var name: ReplicaName

    @Option(
        help: .init(
            "The cluster to which it belongs; nodes of another one are not heard (default: the one "
                + "that its data tells, or that those belong to whom it finds; the first node of a "
                + "cluster draws a name).", valueName: "name"), transform: ClusterName.read)
    var clusterName: ClusterName?

    @Option(
        help: .value(
            "Where it listens for other nodes, by UDP and TCP; port 0 is any free one. An address "
                + "that others can reach demands --key-file.",
            "host:port", default: Self.gossipDefault),
        transform: HostPort.read)
    var gossip = Self.gossipDefault

    @Option(help: "How small messages travel; what fits no datagram always goes over TCP.")
    var transport = TransportKind.udp

    @Option(
        help: .value(
            "Where it answers clients; an address that others can reach demands --password-file. A "
                + "path, or unix:PATH, is a socket that only the node's own user can open.",
            "host:port|path", default: Self.controlDefault),
        transform: HostPort.readControl)
    var control = Self.controlDefault

    @Option(
        help: .init(
            "Where it tells its metrics over HTTP (default: nowhere).", valueName: "host:port"),
        transform: HostPort.read)
    var metrics: HostPort?

    @Option(
        name: .customLong("peer"),
        help: .init(
            "The gossip address of another node; once for each of them.", valueName: "host:port"),
        transform: HostPort.read)
    var peers: [HostPort] = []

    @Option(
        help: .init(
            "The gossip address of any member of a cluster, through which it finds all of them; may "
                + "be given several times. The first node of a cluster has nobody to join and is "
                + "given none.", valueName: "host:port"),
        transform: HostPort.read)
    var join: [HostPort] = []

    @Option(
        name: .customLong("registry"),
        help: .init(
            "The address of a registry through which it finds the others; once for each of several, "
                + "which are told and asked independently.", valueName: "host:port"),
        transform: HostPort.read)
    var registries: [HostPort] = []

    @Option(
        help: .init(
            "Where the others are told to reach it, when that is not where it listens: with --gossip "
                + "0.0.0.0:7000, or behind a mapped port. Port 0 is the one on which it listens "
                + "(default: as --gossip).", valueName: "host:port"),
        transform: HostPort.read)
    var advertise: HostPort?

    @Option(
        help: .init(
            "The directory of its data; it is made where there is none (default: no disk).",
            valueName: "dir"),
        completion: .directory)
    var data: String?

    @Option(
        help: .init(
            "A file whose first line is the password that clients must give.", valueName: "file"),
        completion: .file())
    var passwordFile: String?

    @Option(
        help: .init(
            "A file of keys, one a line, 32 bytes in hexadecimal or base64: gossip is sealed with the "
                + "first and opened with any. It is read again on HUP.",
            valueName: "file"),
        completion: .file())
    var keyFile: String?

    @Flag(help: .insecure)
    var insecure = false

    private static let gossipDefault = HostPort(host: "127.0.0.1", port: 7000)
    private static let controlDefault = HostPort(host: "127.0.0.1", port: 8000)
}

extension NodeIdentityOptions {
    /// - Throws: `Complaint` when more than one way to find the others is given.
    func checkDiscovery() throws(Complaint) {
        let given = [
            ("--peer", !peers.isEmpty), ("--join", !join.isEmpty),
            ("--registry", !registries.isEmpty),
        ].filter(\.1).map(\.0)
        if given.count > 1 {
            throw .wrongUse(
                "\(given.joined(separator: " and ")) are different ways to find the other nodes; give "
                    + "one of them")
        }
    }
}

extension TransportKind: ExpressibleByArgument {}

extension HostPort {
    /// - Throws: `ValueError`.
    static func read(_ text: String) throws -> HostPort {
        guard let address = HostPort(text) else {
            throw ValueError.wrongForm(
                "HOST:PORT with a port from 0 to 65535, such as 127.0.0.1:7001")
        }
        return address
    }
}

extension ClusterName {
    /// - Throws: `ValueError`.
    static func read(_ text: String) throws -> ClusterName {
        guard let name = ClusterName(text) else {
            throw ValueError.wrongForm(
                "1 to \(ReplicaName.lengthMax) characters of A-Z a-z 0-9 . _ -")
        }
        return name
    }
}

extension ArgumentHelp {
    /// Of the flag that lets a node or a registry be without a key.
    static let insecure = ArgumentHelp(
        """
        Let other machines reach it without --key-file: any of them can then read, change and delete \
        everything.
        """)
}

extension HostPort {
    /// - Throws: `ValueError`.
    static func readControl(_ text: String) throws -> HostPort {
        guard let address = HostPort(control: text) else {
            throw ValueError.wrongForm(
                "HOST:PORT with a port from 0 to 65535, such as 127.0.0.1:8001, or unix:PATH with at "
                    + "most 107 bytes")
        }
        return address
    }
}

extension ReplicaName {
    /// - Throws: `ValueError`.
    static func read(_ text: String) throws -> ReplicaName {
        guard let name = ReplicaName(text) else {
            throw ValueError.wrongForm("1 to \(lengthMax) characters of A-Z a-z 0-9 . _ -")
        }
        return name
    }
}

/// A file with the keys that seal gossip.
enum KeyFile {
    /// - Throws: `Complaint` naming the file and the line, and never what stands in it.
    static func read(_ path: String) throws(Complaint) -> Keyring {
        let text = try TextFile.readSecret(path, as: "key file")
        do throws(KeyFileError) {
            return try Keyring(fileText: text)
        } catch {
            throw .failed("the key file \(path) cannot be used: \(error)")
        }
    }
}

/// A file with a password.
enum PasswordFile {
    /// The password on the first line.
    ///
    /// - Throws: `Complaint` naming the file.
    static func read(_ path: String) throws(Complaint) -> Password {
        guard let password = Password(try bytes(path)) else {
            throw .wrongUse("the password file \(path) is empty; its first line is the password")
        }
        return password
    }

    /// The same, for who gives the password.
    static func bytes(_ path: String) throws(Complaint) -> [UInt8] {
        let text = try TextFile.readSecret(path, as: "password file")
        return Array(text.prefix { !$0.isNewline }.utf8)
    }
}
