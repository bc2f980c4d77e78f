import Epidemic

extension Message {
    /// The third byte of a frame.
    private enum Kind: UInt8 {
        case push = 1
        case feedback, pull, offer, want, values, mail, request, reply, refusal, membership
        case registry, arrival, forgotten
    }

    func write(to writer: inout WireWriter) {
        writer.byte(kind.rawValue)
        switch self {
        case .push(let push): push.write(to: &writer)
        case .feedback(let feedback): feedback.write(to: &writer)
        case .pull(let contact): contact.write(to: &writer)
        case .offer(let offer): offer.write(to: &writer)
        case .want(let want): want.write(to: &writer)
        case .values(let values): values.write(to: &writer)
        case .mail(let updates): writer.list(updates)
        case .forgotten(let references): writer.list(references)
        case .request(let request): request.write(to: &writer)
        case .reply(let reply): reply.write(to: &writer)
        case .refusal(let refusal): refusal.write(to: &writer)
        case .membership(let message): message.write(to: &writer)
        case .registry(let message): message.write(to: &writer)
        case .arrival(let message): message.write(to: &writer)
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let byte = try reader.byte()
        guard let kind = Kind(rawValue: byte) else { throw .unknownKind(byte) }
        self =
            switch kind {
            case .push: .push(try Push(from: &reader))
            case .feedback: .feedback(try Feedback(from: &reader))
            case .pull: .pull(try ContactID(from: &reader))
            case .offer: .offer(try Offer(from: &reader))
            case .want: .want(try Want(from: &reader))
            case .values: .values(try Values(from: &reader))
            case .mail: .mail(try reader.updates())
            case .forgotten: .forgotten(try reader.updates())
            case .request: .request(try ExchangeRequest(from: &reader))
            case .reply: .reply(try ExchangeReply(from: &reader))
            case .refusal: .refusal(try Refusal(from: &reader))
            case .membership: .membership(try MembershipMessage(from: &reader))
            case .registry: .registry(try RegistryMessage(from: &reader))
            case .arrival: .arrival(try ArrivalMessage(from: &reader))
            }
    }

    private var kind: Kind {
        switch self {
        case .push: .push
        case .feedback: .feedback
        case .pull: .pull
        case .offer: .offer
        case .want: .want
        case .values: .values
        case .mail: .mail
        case .forgotten: .forgotten
        case .request: .request
        case .reply: .reply
        case .refusal: .refusal
        case .membership: .membership
        case .registry: .registry
        case .arrival: .arrival
        }
    }
}
