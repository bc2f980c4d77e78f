extension VectorClock {
    /// Whether anybody can have counted so far by now.
    ///
    /// A write makes a clock longer by 1 at most, so a clock is no longer than its key has seen writes, and
    /// nobody writes a key more than a million times a second. Without this bound one forged message would
    /// make a clock as long as clocks can be, and its key could never be written again. With it the bound
    /// moves on, and so every write finds room above what was forged before.
    ///
    /// Clocks of up to 2⁵², the writes of 142 years, are conceivable whatever the time is. So a node whose wall
    /// clock stands in 1970 takes in everything that was written by anybody honest, however old and large
    /// the cluster is; no clock is compared with another.
    func isConceivable(at now: Instant) -> Bool {
        let norm = squaredNorm
        let always = UInt128(Limits.clockLengthAlways) * UInt128(Limits.clockLengthAlways)
        if norm <= always { return true }
        let longest = Limits.clockLengthAlways + UInt64(max(0, now.nanoseconds)) / 1_000
        return norm <= UInt128(longest) * UInt128(longest)
    }
}
