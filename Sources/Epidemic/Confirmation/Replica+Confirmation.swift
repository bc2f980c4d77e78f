// Whether others hold what was written here, for a client that waits until some do.
//
// No kind of message is needed for it. Whoever is offered updates says at once what it lacks of them, and
// whoever hears that sends it: so an offer that belongs to no round is a question, and its want list the answer.
// What is not wanted is held, durably where there is a disk, or something that wins over it.

/// What a peer said of updates that it was asked about.
public struct Holding: Hashable, Sendable {
    public let peer: Peer
    /// The place of the first of them among all that it was asked about; a message has room for some.
    public let first: Int
    /// So many updates it was asked about in the message that it answers.
    public let count: Int
    /// So many of them it lacked; they are on their way to it.
    public let lacking: Int
}

extension Replica {
    /// Asks a peer whether it holds what is held here of some keys, or what wins over it; the answers come as
    /// `Answer.holding`, under the number of the question.
    ///
    /// - Returns: about how many updates it is asked: nothing is left to ask of a key that was forgotten here.
    public mutating func ask(
        _ peer: Peer, about keys: [Key], question: UInt32, into effects: inout EffectBuffer
    ) -> Int {
        let headers = keys.compactMap { store[$0]?.update.header }
        let contact = ContactID(round: question, index: ContactID.indexOfQuestions)
        let purpose = TransferPurpose.pull(contact, round: question)
        headers.forEachBatch(of: settings.batchBytes, bytes: \.estimatedBytes) { first, batch in
            effects.send(
                .offer(Offer(purpose: purpose, first: UInt32(first), headers: batch)), to: peer)
        }
        return headers.count
    }

    /// A want list that answers a question.
    func note(
        _ want: Want, to contact: ContactID, from peer: Peer, into effects: inout EffectBuffer
    ) {
        let holding = Holding(
            peer: peer, first: Int(want.first), count: want.useful.count, lacking: want.wanted.count
        )
        effects.append(.answer(RequestNumber(contact.round), .holding(holding)))
    }
}

extension ContactID {
    /// No contact of a round has this place, because there are not so many.
    static let indexOfQuestions = UInt16.max

    /// Whether it stands for a question of a replica, and not for a contact that its peer made.
    var isOfQuestion: Bool { index == Self.indexOfQuestions }
}
