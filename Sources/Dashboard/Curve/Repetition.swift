import ClusterObservation

/// Whether a rumor is repeated by itself, again and again, and which spread it waits for.
struct Repetition: Hashable, Sendable {
    /// Where it stands.
    enum Phase: Hashable, Sendable {
        case off
        /// The next rumor may begin.
        case ready
        /// A rumor was asked for; the source has not said yet which update it became.
        case asked
        /// That update has to be over first.
        case waiting(UpdateIdentity)
    }

    private(set) var phase = Phase.off

    var isOn: Bool { phase != .off }

    /// The update that has to be over before the next rumor begins.
    var awaited: UpdateIdentity? {
        guard case .waiting(let update) = phase else { return nil }
        return update
    }

    /// Begins; what spreads already is waited for.
    mutating func begin(after spread: SpreadMeasures?) {
        phase = spread.flatMap { $0.isOver ? nil : .waiting($0.update.id) } ?? .ready
    }

    mutating func end() { phase = .off }

    /// A rumor is asked for.
    mutating func ask() {
        if isOn { phase = .asked }
    }

    /// The update that was asked for, or another one that was written meanwhile.
    mutating func follow(_ update: UpdateIdentity) {
        if isOn { phase = .waiting(update) }
    }

    /// Looks whether the wait is over; an update that is known no more was turned back in time.
    mutating func take(_ view: ClusterView) {
        guard let update = awaited else { return }
        let isKnown = view.updates.contains { $0.id == update }
        let spread = view.spreads.first { $0.update.id == update }
        if spread?.isOver ?? !isKnown { phase = .ready }
    }
}

extension DashboardModel {
    /// Writes the key that is watched once more, with a value that it has not had.
    mutating func repeatRumor() -> [DashboardAction] {
        let key = view?.focus?.update.key ?? ItemKey(proposal.key)
        let value = proposal.value
        proposal.wrote(key: key.description, value: value)
        repetition.ask()
        return [.perform(.write(at: selected, key: key, value: ItemValue(value)))]
    }

    /// Begins to repeat, or ends it.
    mutating func toggleRepetition() -> [DashboardAction] {
        if repetition.isOn {
            repetition.end()
            return []
        }
        repetition.begin(after: view?.curve?.measures)
        return continueRepetition()
    }

    /// Begins the next rumor when the last one is over; nothing begins while time stands still.
    mutating func continueRepetition() -> [DashboardAction] {
        guard let view, repetition.phase == .ready, !view.time.isPaused else { return [] }
        if let reason = refusal(of: .repeatRumor) {
            repetition.end()
            notice = Notice(text: reason, kind: .refusal)
            return []
        }
        return repeatRumor()
    }
}
