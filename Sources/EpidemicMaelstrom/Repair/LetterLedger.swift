import Epidemic

/// Which letters of the others came, by their numbers: what is lacking between them was lost, or is late.
struct LetterLedger: Hashable, Sendable {
    /// The letters of one node.
    private struct Sender: Hashable {
        var highest: UInt64
        var missing: [UInt64] = []
    }

    private var senders: [Peer: Sender] = [:]

    /// So many missing letters are waited for; with more the sender was away, or began anew.
    private static let missingMax = 8
    /// In place of what is missing where nobody knows how much it is: no letter has this number.
    private static let unknown: [UInt64] = [0]

    /// A letter came.
    mutating func note(_ number: UInt64, from peer: Peer) {
        var sender = senders[peer] ?? Sender(highest: 0)
        defer { senders[peer] = sender }
        switch number {
        case sender.highest &+ 1: sender.highest = number
        case let number where number > sender.highest:
            let missing = (sender.highest + 1)..<number
            sender.missing =
                sender.missing.count + missing.count > Self.missingMax
                ? Self.unknown : sender.missing + missing
            sender.highest = number
        default:
            // Late, or of a sender that has begun anew.
            if let place = sender.missing.firstIndex(of: number) {
                sender.missing.remove(at: place)
            } else {
                sender = Sender(highest: number, missing: Self.unknown)
            }
        }
    }

    /// The first node of which a letter is missing.
    var lacking: Peer? { senders.filter { !$0.value.missing.isEmpty }.keys.min() }

    /// The tables were compared: what is missing is not waited for any more.
    mutating func forgive(_ peer: Peer) { senders[peer]?.missing = [] }
}
