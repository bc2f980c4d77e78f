import Epidemic
import NIOCore
import NIOPosix

extension NodeDriver {
    /// Finds out the addresses of the peers. Names are asked for on another thread, and again every few
    /// seconds until they are known: where nodes start together, so do their names.
    func resolvePeers() {
        for (peer, given) in book.unresolved {
            if let address = try? SocketAddress(ipAddress: given.host, port: Int(given.port)) {
                book.resolve(peer, to: address)
            } else {
                ask(for: given, of: peer)
            }
        }
    }

    private func ask(for given: HostPort, of peer: Peer) {
        NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
            try SocketAddress.makeAddressResolvingHost(given.host, port: Int(given.port))
        }
        .assumeIsolated()
        .whenComplete { [weak self] result in self?.resolved(peer, result) }
    }

    private func resolved(_ peer: Peer, _ result: Result<SocketAddress, any Error>) {
        guard life != .ended else { return }
        switch result {
        case .success(let address):
            book.resolve(peer, to: address)
            greet()
        case .failure:
            loop.assumeIsolated().scheduleTask(in: .seconds(3)) { [weak self] in
                guard let self else { return }
                self.ask(for: self.book[peer].given, of: peer)
            }
        }
    }
}
