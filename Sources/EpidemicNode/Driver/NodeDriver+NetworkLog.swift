import Logging
import NIOCore

extension NodeDriver {
    /// Tells a log what becomes of the sockets, of what is sent, and of the names.
    func logNetwork(to logger: Logger) {
        onNotAccepted = { [weak self] purpose, reason in
            self?.warn(
                "could not take a connection; the next is taken a moment later",
                about: purpose.rawValue, to: logger,
                ["for": "\(purpose.rawValue)", "reason": "\(reason)"])
        }
        names.onFailure = { [weak self] name, failure in
            self?.warn(
                "a name could not be found out; it is asked for again", about: "\(name)",
                to: logger,
                ["name": "\(name)", "reason": "\(failure.reason)"])
        }
        transport.port.onEvent = { [weak self] in self?.log($0, to: logger) }
    }

    private func log(_ event: GossipPort.Event, to logger: Logger) {
        switch event {
        case .socket(let socket, .lost):
            warn(
                "a gossip socket was closed; until it is bound again others do not hear this node",
                at: .error, about: "\(socket)", to: logger, ["socket": "\(socket)"])
        case .socket(let socket, .regained):
            logger.notice("a gossip socket is bound again", metadata: ["socket": "\(socket)"])
        case .unsent(let address, let reason):
            let place = address.hostPort ?? "?"
            warn(
                "could not send to a peer", about: place, to: logger,
                ["address": "\(place)", "reason": "\(reason)"])
        }
    }
}
