import ArgumentParser
import Epidemic
import EpidemicNode
import Foundation
import Laboratory
import Logging

/// `outbreak node`: one replica on a real network.
struct NodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "node",
        abstract: "Run one replica on a real network.",
        discussion: """
            Gossips with its peers over UDP or TCP, keeps its data under --data, and answers any \
            Redis client on its control port. Prints one line when it is ready: when it holds what a \
            ready one of the others held, or three seconds after the last of them was heard; before \
            that clients are told LOADING. Ends in good order on INT and TERM, and on HUP where it has no \
            --key-file, which HUP reads again: another node takes over what it holds first; a second signal ends it at once. Without --data a node that is \
            restarted begins empty, in a new epoch. Every option can stand in the environment too: \
            OUTBREAK_CLUSTER_NAME is --cluster-name, and so on; several values have blanks between them, \
            and flags are true or false.
            """)

    @OptionGroup(title: "Node")
    var identity: NodeIdentityOptions

    @OptionGroup(title: "Limits")
    var limits: NodeLimitOptions

    @OptionGroup(title: "Protocol")
    var settings: NodeProtocolOptions

    @OptionGroup(title: "Deletion")
    var deletion: DeletionOptions

    @Option(
        parsing: .unconditional,
        help: .init(
            "What everything random follows from, 64 bits (default: drawn).", valueName: "n"),
        transform: Numbers.seed)
    var seed: UInt64?

    @Flag(
        help: """
            End in good order when standard input ends, as it does when whoever holds its other \
            end is gone.
            """)
    var endWithInput = false

    @Option(help: "How the log is written on standard error: text, or one JSON object a line.")
    var logFormat = LogFormat.text

    @Option(
        help: .value(
            "What the log tells: trace, debug, info, notice, warning, error or critical.", "level",
            default: Logger.Level.notice),
        transform: Logger.Level.read)
    var logLevel = Logger.Level.notice
}

extension NodeCommand: EnvironmentCommand {}

extension NodeCommand: EndingCommand {
    /// Runs the node until it is asked to end.
    ///
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        var configuration = try configuration()
        OpenFiles.raiseLimit()
        let dial = LogDial(logLevel)
        configuration.logDial = dial
        let logger = logFormat.logger(for: identity.name, dial)
        let node: Node
        do {
            node = try await Node.start(configuration, logger: logger)
        } catch let error as NodeError {
            throw error.complaint
        } catch {
            throw .failed("\(error)")
        }
        let signals = EndSignals.onArrival(
            of: endsOnHangUp ? [.interrupt, .terminate, .hangUp] : [.interrupt, .terminate]
        ) { node.stop() }
        let renewal = readsKeysAgain(for: node, logger)
        let input = endWithInput ? [InputEnd.onArrival { node.stop() }] : []
        defer { (signals + renewal + input).forEach { $0.cancel() } }
        if await node.untilReady() {
            let line = ReadyLine(node, configuration.transport).text(in: logFormat)
            do {
                try StandardOutput.printLine(line)
            } catch {
                node.stop()
                _ = await node.untilEnded()
                throw error
            }
        }
        switch await node.untilEnded() {
        case .stopped: return .done
        case .stoppedInVain(let rest):
            logger.warning("\(sentence(of: rest))")
            return .done
        case .failed(let error): throw .failed("\(error)")
        }
    }

    /// What is said of what nobody confirmed.
    private func sentence(of rest: Node.Unconfirmed) -> String {
        let what =
            rest.unspread > 0
            ? "\(rest.unspread) updates that were still being spread"
            : "\(rest.undurable) entries that it held"
        let fate =
            identity.data != nil
            ? "they are kept with the data, and spread after the next start"
            : "unless one has them, they are lost"
        return "no other node confirmed having the \(what); \(fate)"
    }

    /// Whether it ends in good order on HUP, too: where that does not stand for new keys, and whoever started
    /// the program does not want it ignored, as `nohup` does.
    private var endsOnHangUp: Bool { identity.keyFile == nil && !EndSignals.isHangUpIgnored }

    /// On HUP the key file is read again; what is wrong with it then is logged, and changes nothing.
    private func readsKeysAgain(
        for node: Node, _ logger: Logger
    ) -> [any DispatchSourceProtocol] {
        guard let path = identity.keyFile else { return [] }
        return EndSignals.onArrival(of: [.hangUp]) {
            do throws(Complaint) {
                node.change(to: try KeyFile.read(path))
                logger.notice("read the keys again", metadata: ["file": "\(path)"])
            } catch {
                logger.error("\(error.sentence)")
            }
        }
    }

    /// The node that is asked for.
    ///
    /// - Throws: `Complaint`.
    func configuration() throws(Complaint) -> NodeConfiguration {
        var configuration = NodeConfiguration(
            name: identity.name, gossip: identity.gossip, peers: identity.peers,
            seed: seed ?? UInt64.random(in: .min ... .max))
        configuration.clusterName = identity.clusterName
        configuration.transport = identity.transport
        try identity.checkDiscovery()
        configuration.join = identity.join
        configuration.registries = identity.registries
        configuration.advertise = identity.advertise
        configuration.control = identity.control
        configuration.metrics = identity.metrics
        configuration.dataDirectory = identity.data
        configuration.leaveTimeout = limits.leaveTimeout
        configuration.diskReserve = limits.diskReserve.bytes
        configuration.maxMemory = limits.maxMemory?.bytes ?? 0
        configuration.password = try identity.passwordFile.map {
            path throws(Complaint) in try PasswordFile.read(path)
        }
        configuration.keyring = try identity.keyFile.map { path throws(Complaint) in
            try KeyFile.read(path)
        }
        configuration.exposure = identity.insecure ? .accepted : .refused
        configuration.settings = try settings.settings(deletion)
        configuration.givenSettings = settings.givenNames(deletion)
        return configuration
    }
}

extension NodeError {
    /// A password that lacks is wrong use; the rest is the environment's.
    var complaint: Complaint {
        switch self {
        case .passwordNeeded, .keyNeeded, .otherCluster, .notReachable, .nobodyThere, .settings:
            .wrongUse("\(self)")
        case .cannotListen, .unknownHost, .disk: .failed("\(self)")
        }
    }
}
