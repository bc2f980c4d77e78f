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
        let (entrance, asking) = (entrance, NIOLoopBound(Asking(driver: self), eventLoop: loop))
        // The answer can take longer than the node lives.
        NIOThreadPool.singleton.submit { state in
            guard case .active = state else { return }
            let result = Result {
                try SocketAddress.makeAddressResolvingHost(given.host, port: Int(given.port))
            }
            entrance.execute { asking.value.driver?.resolved(peer, result) }
        }
    }

    /// Who asks for an address, if it is there still when the answer comes.
    private struct Asking { weak var driver: NodeDriver? }

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
