extension Replica {
    /// A client writes a value. The answer comes as an effect, after what must be durable.
    public mutating func write(
        _ key: Key, _ value: Value, request: RequestNumber, now: Instant,
        into effects: inout EffectBuffer
    ) {
        guard value.bytes.count <= Limits.valueBytesMax else {
            effects.append(.answer(request, .refused(.valueTooLong(value.bytes.count))))
            return
        }
        write(key, .value(value), request: request, now: now, into: &effects)
    }

    /// A client deletes a key: writes a death certificate, whether the key is present or not.
    public mutating func delete(
        _ key: Key, request: RequestNumber, now: Instant, into effects: inout EffectBuffer
    ) {
        let certificate = Content.deathCertificate(created: now, retention: chooseRetention())
        write(key, certificate, request: request, now: now, into: &effects)
    }

    private mutating func write(
        _ key: Key, _ content: Content, request: RequestNumber, now: Instant,
        into effects: inout EffectBuffer
    ) {
        letQuietRoundPass(now: now)
        ageCertificates(now: now, into: &effects)
        let first = effects.count
        switch takeWrite(key, content, now: now, into: &effects) {
        case .success(let update):
            effects.append(.answer(request, .wrote(update.id)))
            spread(update, now: now, into: &effects)
            if !shared.settings.rules.contains(.persistBeforeSend) {
                effects.postponePersisting(from: first)
            }
        case .failure(let refusal):
            effects.append(.answer(request, .refused(refusal)))
        }
    }

    /// Writes again what was acknowledged before, for nobody who waits for an answer.
    mutating func issue(
        _ key: Key, _ content: Content, now: Instant, into effects: inout EffectBuffer
    ) {
        if case .success(let update) = takeWrite(key, content, now: now, into: &effects) {
            spread(update, now: now, into: &effects)
        }
    }

    private mutating func spread(
        _ update: Update, now: Instant, into effects: inout EffectBuffer
    ) {
        heat(update, hops: 0, now: now, into: &effects)
        mail(update, into: &effects)
        scheduleRound(now: now, into: &effects)
    }

    /// Changes the table and makes the change durable.
    private mutating func takeWrite(
        _ key: Key, _ content: Content, now: Instant, into effects: inout EffectBuffer
    ) -> Result<Update, WriteRefusal> {
        guard key.bytes.count <= Limits.keyBytesMax else {
            return .failure(.keyTooLong(key.bytes.count))
        }
        guard !identityIsInUse else { return .failure(.identityInUse) }
        guard readiness.takesWrites else { return .failure(.arriving) }
        let own = UpdateID(origin: id, sequence: sequence + 1)
        do throws(ClockError) {
            let floor =
                settings.deletion.rules.contains(.floorAtWrite) ? certificates.floor.clock : .zero
            let base = certificates.dormant[key]?.context.joined(with: floor) ?? floor
            let (update, over) = try store.write(
                key, content, over: base, settings.clocks, id: own, now: now)
            _ = certificates.take(key)
            sequence += 1
            noteSeen(own, from: nil, now: now, into: &effects)
            accept(update, over: over, now: now, into: &effects)
            effects.trace(.wrote(update, over: over?.update))
            arrival.change { $0.keep(key, content) }
            return .success(update)
        } catch {
            return .failure(.clock(error))
        }
    }

    /// Mails what it holds of a key to one peer, at once and whatever layers are on.
    public mutating func hand(_ key: Key, to peer: Peer, into effects: inout EffectBuffer) {
        guard let entry = store[key] else { return }
        effects.send(.mail([entry.carried]), to: peer)
    }

    /// Direct mail (Demers et al. 1987, §1.2): once to everyone known.
    private mutating func mail(_ update: Update, into effects: inout EffectBuffer) {
        guard settings.mail == .on else { return }
        let letter = Message.mail([Carried(update: update, hops: 1)])
        for position in 0..<peers.count { effects.send(letter, to: peers[position]) }
    }
}

extension WriteRefusal: Error {}
