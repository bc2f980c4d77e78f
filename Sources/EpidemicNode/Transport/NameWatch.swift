import NIOCore
import NIOPosix

/// The names that stand for other nodes, and the addresses behind them now.
///
/// A name can stand for many nodes, for other ones a minute later, and for none while they start. So it
/// is asked for again and again, on another thread; one that nobody knows is told and tried again, and
/// costs nothing else anything.
///
/// Lives on the event loop of its node.
final class NameWatch {
    /// Told when other addresses stand behind a name than before.
    var onChange: () -> Void = {}
    /// Told whenever a name could not be found out.
    var onFailure: (HostPort, HostLookup.Failure) -> Void = { _, _ in }
    private let lookup: HostLookup
    private let entrance: NodeLoop
    private var entries: [Entry] = []
    private var ticker: Ticker?

    private struct Entry {
        let name: HostPort
        var addresses: [SocketAddress] = []
        /// When it is asked for next; nil for an address that stands for itself, and while it is asked.
        var due: NIODeadline?
    }

    init(_ names: [HostPort], _ lookup: HostLookup, on entrance: NodeLoop) {
        self.lookup = lookup
        self.entrance = entrance
        for name in names where !entries.contains(where: { $0.name == name }) {
            let literal = HostLookup.literal(name)
            entries.append(
                Entry(
                    name: name, addresses: literal.map { [$0] } ?? [],
                    due: literal == nil ? .now() : nil))
        }
    }

    /// The addresses behind a name, as they were found last; none while it is not known.
    func addresses(of name: HostPort) -> [SocketAddress] {
        entries.first { $0.name == name }?.addresses ?? []
    }

    /// Begins to ask.
    ///
    /// - Parameter isAlone: whether nobody was found yet, so that it is asked more often.
    func start(isAlone: @escaping () -> Bool) {
        guard entries.contains(where: { $0.due != nil }) else { return }
        ask(isAlone: true)
        ticker = Ticker(on: entrance.events, after: lookup.pause, every: lookup.pause) {
            [weak self] in
            self?.ask(isAlone: isAlone())
        }
    }

    func stop() { ticker = nil }

    private func ask(isAlone: Bool) {
        for (place, entry) in entries.enumerated() {
            guard let due = entry.due, isAlone || due <= .now() else { continue }
            entries[place].due = nil
            ask(place, entry.name)
        }
    }

    private func ask(_ place: Int, _ name: HostPort) {
        let (entrance, lookup) = (entrance, lookup)
        let asking = NIOLoopBound(Asking(watch: self), eventLoop: entrance.events)
        // The answer can take longer than the node lives.
        NIOThreadPool.singleton.submit { state in
            guard case .active = state else { return }
            let result = lookup.ask(name)
            entrance.execute { asking.value.watch?.settle(place, result) }
        }
    }

    /// Who asks, if it is there still when the answer comes.
    private struct Asking { weak var watch: NameWatch? }

    /// Addresses that are known stay known while nobody can be asked.
    private func settle(_ place: Int, _ result: Result<[SocketAddress], HostLookup.Failure>) {
        switch result {
        case .success(let addresses):
            entries[place].due = .now() + lookup.renewal
            guard Set(addresses) != Set(entries[place].addresses) else { return }
            entries[place].addresses = addresses
            onChange()
        case .failure(let failure):
            entries[place].due = .now() + lookup.pause
            onFailure(entries[place].name, failure)
        }
    }
}
