extension Replica {
    /// The protocol changes while it runs. What is hot, cached and under way goes on under the new
    /// settings; what they switch off ends.
    public mutating func change(
        settings: SharedSettings, now: Instant, into effects: inout EffectBuffer
    ) {
        let old = self.settings
        shared = settings
        let new = self.settings
        if old.conflict != .norm || new.conflict != .norm { wasTaught = true }
        if old.cache.length != new.cache.length {
            recent.setLength(new.cache.length, from: store.table)
        }
        if old.cache != new.cache {
            timers[.cache] = nil
            scheduleCache(now: now, first: .random, into: &effects)
        }
        if new.antiEntropy.method == nil, exchange != nil {
            endExchange(.abandoned, into: &effects)
        }
        if old.antiEntropy != new.antiEntropy {
            timers[.antiEntropy] = nil
            scheduleAntiEntropy(now: now, first: .random, into: &effects)
        }
        if old.deletion != new.deletion {
            ageCertificates(now: now, into: &effects)
            noteDueCertificate(into: &effects)
        }
        if old.rumors != new.rumors { changeRumors(from: old.rumors, now: now, into: &effects) }
    }

    private mutating func changeRumors(
        from old: RumorSettings?, now: Instant, into effects: inout EffectBuffer
    ) {
        if settings.rumors == nil {
            for (update, _) in hot.live { effects.trace(.cooled(update, .switchedOff)) }
            hot.removeAll()
            round.newsSince = nil
        }
        if round.lapse != nil {
            round.lapse = nil
            limitNews(now: now)
        }
        if let interval = roundInterval, interval != old?.interval {
            timers.phase = Interval(nanoseconds: Int64(generator.below(Int(interval.nanoseconds))))
        }
        timers[.round] = nil
        scheduleRound(now: now, into: &effects)
    }
}
