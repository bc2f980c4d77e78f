// The beginning and the end of a round.

extension HotList {
    /// Ends the round under way: settles every rumor and drops those that leave. Rumors that were left
    /// out of it are not judged by it, and come first in the next.
    ///
    /// - Parameters:
    ///   - settle: the removal rule; a reason makes the rumor leave.
    ///   - leave: told of every rumor that the rule removes, in order.
    mutating func settle(
        _ settle: (inout RumorAccount) -> CoolingReason?,
        leave: (Update, CoolingReason) -> Void
    ) {
        var index = head
        while index < carried.count {
            // Thousands may wait, and are not looked at.
            if index == round.upperBound { index += leftOut }
            guard index < carried.count else { break }
            defer { index += 1 }
            guard !accounts[index].isGone, let reason = settle(&accounts[index]) else { continue }
            accounts[index].isGone = true
            indices?[carried[index].update.id] = nil
            count -= 1
            leave(carried[index].update, reason)
        }
        reorder()
    }

    /// Begins a round with everything that is hot now, or as much of it as a round can carry.
    @inline(__always) mutating func beginRound() {
        let end = carried.end(from: head, ofBytes: Limits.roundBytesTarget)
        (roundCount, leftOut) = (end - head, carried.count - end)
        offerCount = hasGaps ? accounts[round].count { !$0.isGone } : roundCount
        for index in round where accounts[index].rounds < .max { accounts[index].rounds += 1 }
    }

    /// Writes on every rumor of the round how far it is.
    mutating func markRound(_ rumors: RumorSettings) {
        for index in round { carried[index].mark = rumors.mark(of: accounts[index]) }
    }

    /// Takes the places of those that have left away. Between two rounds nobody names a place.
    private mutating func reorder() {
        defer { (roundCount, offerCount, leftOut) = (0, 0, 0) }
        guard count > 0 else { return removeAll() }
        if carried.count <= Self.indexedFrom, leftOut == 0 {
            if hasGaps || head > 0 { closeGaps() }
        } else if leftOut > 0 {
            sendBack()
        } else {
            closeUp()
        }
    }

    /// Few rumors move together.
    private mutating func closeGaps() {
        let kept = (head..<carried.count).filter { !accounts[$0].isGone }
        carried = kept.map { carried[$0] }
        accounts = kept.map { accounts[$0] }
        (head, trimmed) = (0, 0)
        reindex()
    }

    /// What stays of the round moves up to those that came since, so that these need not move.
    private mutating func closeUp() {
        var end = round.upperBound
        for index in round.reversed() where !accounts[index].isGone {
            end -= 1
            move(index, to: end)
        }
        advance(to: end)
    }

    /// What stays of a round for which there were too many goes to the end of the queue.
    private mutating func sendBack() {
        for index in round where !accounts[index].isGone {
            carried.append(carried[index])
            accounts.append(accounts[index])
            indices?[carried[index].update.id] = trimmed + carried.count - 1
        }
        advance(to: round.upperBound)
    }

    private mutating func move(_ index: Int, to place: Int) {
        guard index != place else { return }
        carried.swapAt(index, place)
        accounts.swapAt(index, place)
        indices?[carried[place].update.id] = trimmed + place
    }

    /// Place 0 is this index from now on; what stands before it is let go of, now and then.
    private mutating func advance(to index: Int) {
        head = index
        guard head * 2 > carried.count else { return }
        carried.removeSubrange(..<head)
        accounts.removeSubrange(..<head)
        trimmed += head
        head = 0
        if carried.count <= Self.indexedFrom { reindex() }
    }
}

extension [Carried] {
    /// The index, from a first one, before which the elements make up so many bytes, the last of them
    /// perhaps more; or the end.
    fileprivate func end(from first: Int, ofBytes bytes: Int) -> Int {
        guard count - first > 1 else { return count }
        var rest = bytes
        for index in first..<count {
            guard rest > 0 else { return index }
            rest -= self[index].estimatedBytes
        }
        return count
    }
}
