import ClusterObservation
import Epidemic

// What the simulation tells the table of spreads.

extension Simulation {
    /// Now, on the clock of rounds: it counts those of the cluster, and where they are not aligned the
    /// part of the one under way, too.
    var roundTime: RoundTime {
        let part = isAligned ? 0 : (now - roundBegan).inSeconds / roundLength().inSeconds
        return RoundTime(moment: now, rounds: Double(round) + part)
    }

    // MARK: States

    /// Follows an update that a node has just written.
    mutating func beginSpread(of update: Update, at origin: Int) {
        let states = nodes.indices.map { index in
            nodes[index].condition.isDown
                ? nil : update.header.state(at: &nodes[index].replica)
        }
        spreads.begin(update, origin: origin, at: roundTime, states: states)
        recount(update.key, at: origin)
    }

    /// Notes that a node has got an update from another by some layer.
    mutating func noteReceipt(
        of update: Update, at index: Int, from other: NodeID, by layer: Layer, hops: Int
    ) {
        recount(update.key, at: index)
        guard let place = spreads.place(of: update.id, key: update.key) else { return }
        spreads.noteReceipt(
            place, at: index, from: other, by: layer, hops: hops, at: roundTime)
    }

    /// Notes that a node has got an update that loses against what it holds.
    mutating func noteDefeat(of update: Update, at index: Int) {
        guard let place = spreads.place(of: update.id, key: update.key) else { return }
        spreads.inform(place, index)
    }

    /// Asks a node for its state for all updates of a key that can have changed while it holds what won.
    mutating func recount(_ key: Key, at index: Int) {
        recount(spreads.open(key, at: index), at: index)
    }

    /// The same where it may hold that no more.
    mutating func recountAll(_ key: Key, at index: Int) {
        recount(spreads.all(key), at: index)
    }

    /// A replica says nothing of deletions that it is told to be over: it has seen what a peer with the same table
    /// has seen.
    mutating func recountDeletions(at index: Int) {
        recount(spreads.deletions, at: index)
    }

    private mutating func recount(_ places: UInt32, at index: Int) {
        places.forEachBit { place in
            let state = spreads[place].update.header.state(at: &nodes[index].replica)
            spreads.move(index, place, to: state)
        }
    }

    /// A node went down: it is counted out.
    mutating func leaveSpreads(_ index: Int) {
        for place in spreads.places { spreads.leave(index, place) }
        spreads.disturbAll(at: roundTime)
        noteCircumstances()
    }

    /// A node came: it is counted in.
    mutating func enterSpreads(_ index: Int) {
        for place in spreads.places {
            let state = spreads[place].update.header.state(at: &nodes[index].replica)
            spreads.enter(index, place, in: state)
        }
        spreads.disturbAll(at: roundTime)
        noteCircumstances()
    }

    // MARK: Messages

    /// Which updates a message carries or names.
    func subjects(of message: Message) -> SpreadSet {
        var set = spreads.none
        guard !spreads.isEmpty else { return set }
        for reference in message.references {
            if let place = spreads.place(of: reference.id, key: reference.key) {
                set.insert(place)
            }
        }
        return set
    }

    /// Counts the transfers of a message that is sent.
    mutating func countTransfers(_ message: Message) {
        guard !spreads.isEmpty else { return }
        for header in message.offered {
            if let place = spreads.place(of: header.id, key: header.key) {
                spreads.noteTransfer(place)
            }
        }
        guard message.kind == .antiEntropy else { return }
        for update in message.carriedUpdates.map(\.update) {
            if let place = spreads.place(of: update.id, key: update.key) {
                spreads.noteRepair(place)
            }
        }
    }

    /// A contact that a node refuses never was one: what it offered was no transfer, and no news.
    mutating func takeBack(refused: SpreadSet, at index: Int) {
        spreads.current(refused).forEachBit { place in
            let wasNews = spreads[place].update.header.isNews(to: &nodes[index].replica, now: now)
            spreads.takeBackTransfer(place, wasNews ? .news : .known, at: roundTime)
        }
    }

    /// Counts which of the rumors that a message offers are news to its receiver, before they are taken
    /// in.
    mutating func judge(_ message: Message, at index: Int) {
        guard !spreads.isEmpty else { return }
        for header in message.offered {
            guard let place = spreads.place(of: header.id, key: header.key),
                header.isNews(to: &nodes[index].replica, now: now)
            else { continue }
            spreads.noteUseful(place, at: roundTime)
        }
    }

    // MARK: Time

    /// Ends an event or a command: what it changed is taken into the curves.
    mutating func settleSpreads() {
        guard spreads.hasChanged else { return }
        spreads.settle(at: roundTime, SpreadingLayers(settings))
    }
}

extension UpdateHeader {
    // An element of an array is read in place only where it could be changed, too; otherwise the whole
    // replica is copied for every question.
    fileprivate func state(at replica: inout Replica) -> EpidemicState { replica.state(of: self) }
    fileprivate func isNews(to replica: inout Replica, now: Instant) -> Bool {
        replica.isNews(self, now: now)
    }
}

extension Message {
    /// The rumors that it offers, pushed or in answer to a pull: each is one transfer (PROTOCOL.md §1).
    fileprivate var offered: [UpdateHeader] {
        switch self {
        case .push(let push): push.updates.map(\.update.header)
        case .offer(let offer):
            switch offer.purpose {
            case .pull: offer.headers
            case .cache: []
            }
        case .feedback, .refusal, .pull, .want, .values, .mail, .forgotten, .request, .reply,
            .membership, .registry, .arrival:
            []
        }
    }

    /// Whether what it carries or offers spreads by it, rather than being compared or cached.
    var spreads: Bool {
        switch kind {
        case .rumor, .pull, .mail: true
        case .feedback, .cache, .antiEntropy, .membership: false
        }
    }

    /// The updates that it carries or names.
    fileprivate var references: [UpdateReference] {
        carriedUpdates.map { UpdateReference(key: $0.update.key, id: $0.update.id) } + namedUpdates
    }
}
