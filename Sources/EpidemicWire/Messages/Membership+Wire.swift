import Epidemic

extension MembershipMessage {
    private enum Form: UInt8 { case ping, ack, pingRequest, nack, news, exchange }

    func write(to writer: inout WireWriter) {
        switch self {
        case .ping(let ping):
            writer.byte(Form.ping.rawValue)
            writer.varint(UInt64(ping.number))
            writer.replica(ping.target)
            ping.news.write(to: &writer)
        case .ack(let number, let news):
            writer.byte(Form.ack.rawValue)
            writer.varint(UInt64(number))
            news.write(to: &writer)
        case .pingRequest(let request):
            writer.byte(Form.pingRequest.rawValue)
            writer.varint(UInt64(request.number))
            writer.replica(request.target)
            request.address.write(to: &writer)
            request.news.write(to: &writer)
        case .nack(let number):
            writer.byte(Form.nack.rawValue)
            writer.varint(UInt64(number))
        case .news(let news):
            writer.byte(Form.news.rawValue)
            news.write(to: &writer)
        case .exchange(let exchange):
            writer.byte(Form.exchange.rawValue)
            writer.byte(exchange.answer.rawValue)
            exchange.news.write(to: &writer)
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let byte = try reader.byte()
        guard let form = Form(rawValue: byte) else { throw reader.malformed(.unknownForm(byte)) }
        self =
            switch form {
            case .ping:
                .ping(
                    Ping(
                        number: try reader.number(), target: try reader.replica(),
                        news: try MemberNews(from: &reader)))
            case .ack: .ack(try reader.number(), try MemberNews(from: &reader))
            case .pingRequest:
                .pingRequest(
                    PingRequest(
                        number: try reader.number(), target: try reader.replica(),
                        address: try NodeAddress(from: &reader),
                        news: try MemberNews(from: &reader)))
            case .nack: .nack(try reader.number())
            case .news: .news(try MemberNews(from: &reader))
            case .exchange: .exchange(try MemberExchange(from: &reader))
            }
    }
}

extension MemberExchange {
    fileprivate init(from reader: inout WireReader) throws(WireError) {
        let byte = try reader.byte()
        guard let answer = Answer(rawValue: byte) else {
            throw reader.malformed(.unknownForm(byte))
        }
        self.init(answer: answer, news: try MemberNews(from: &reader))
    }
}

extension RegistryMessage {
    private enum Form: UInt8 { case register, withdraw, ask, listing }

    func write(to writer: inout WireWriter) {
        switch self {
        case .register(let registration):
            writer.byte(Form.register.rawValue)
            registration.write(to: &writer)
        case .withdraw(let id):
            writer.byte(Form.withdraw.rawValue)
            writer.replica(id)
        case .ask: writer.byte(Form.ask.rawValue)
        case .listing(let registrations, let lease):
            writer.byte(Form.listing.rawValue)
            writer.zigzag(lease.nanoseconds)
            writer.list(registrations)
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let byte = try reader.byte()
        switch Form(rawValue: byte) {
        case .register: self = .register(try Registration(from: &reader))
        case .withdraw: self = .withdraw(try reader.replica())
        case .ask: self = .ask
        case .listing:
            let lease = Interval(nanoseconds: try reader.zigzag())
            self = .listing(
                try reader.list(.members, limit: Limits.membersPerMessageMax), lease: lease)
        case nil: throw reader.malformed(.unknownForm(byte))
        }
    }
}
