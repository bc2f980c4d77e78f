import Epidemic

/// Every node's state for every update that is followed, three bits each.
///
/// A node that is down is susceptible here; who counts nodes leaves it out.
struct NodeStates: Sendable {
    /// One node: bit p of each word is about the update at place p.
    private struct Word {
        /// The bits of the state's raw value, the lowest first.
        var low: UInt32 = 0
        var high: UInt32 = 0
        var top: UInt32 = 0
        /// Whether it has ever got the update, and whether it has lost no data since.
        var got: UInt32 = 0
        var knows: UInt32 = 0

        func state(_ place: Int) -> UInt32 {
            low >> place & 1 | (high >> place & 1) << 1 | (top >> place & 1) << 2
        }
    }

    private var words: [Word] = []

    mutating func addNode() { words.append(Word()) }

    subscript(node: Int, place: Int) -> EpidemicState {
        get {
            EpidemicState(rawValue: UInt8(words[node].state(place))) ?? .susceptible
        }
        set {
            let bit: UInt32 = 1 << place
            words[node].low &= ~bit
            words[node].high &= ~bit
            words[node].top &= ~bit
            if newValue.rawValue & 1 != 0 { words[node].low |= bit }
            if newValue.rawValue & 2 != 0 { words[node].high |= bit }
            if newValue.rawValue & 4 != 0 { words[node].top |= bit }
        }
    }

    /// How many of a stretch of nodes are in each state, by its raw value.
    func counts(of stretch: Range<Int>, _ place: Int) -> SIMD8<Int> {
        var counts = SIMD8<Int>.zero
        for word in words[stretch] { counts[Int(word.state(place))] += 1 }
        return counts
    }

    /// The places of the updates that the node has not seen superseded. A value that is superseded stays so
    /// for as long as the node keeps its data; not so a deletion, which is forgotten.
    func open(at node: Int) -> UInt32 { ~(words[node].low & words[node].high) }

    /// Notes that a node has got an update.
    ///
    /// - Returns: whether it is the first time.
    mutating func noteReceipt(at node: Int, _ place: Int) -> Bool {
        let bit: UInt32 = 1 << place
        defer { words[node].got |= bit }
        return words[node].got & bit == 0
    }

    /// Whether a node has an update, or has got it before another took its place.
    func knows(_ node: Int, _ place: Int) -> Bool { words[node].knows >> place & 1 == 1 }

    /// Notes whether it does.
    ///
    /// - Returns: how many nodes more do now.
    mutating func setKnowledge(of node: Int, _ place: Int, to knows: Bool) -> Int {
        let before = self.knows(node, place)
        if knows { words[node].knows |= 1 << place } else { words[node].knows &= ~(1 << place) }
        return (knows ? 1 : 0) - (before ? 1 : 0)
    }

    /// Makes a place free for another update.
    mutating func clear(_ place: Int) {
        let bit: UInt32 = 1 << place
        for node in words.indices {
            words[node].low &= ~bit
            words[node].high &= ~bit
            words[node].top &= ~bit
            words[node].got &= ~bit
            words[node].knows &= ~bit
        }
    }
}
