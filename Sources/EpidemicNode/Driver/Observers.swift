import Epidemic

/// Who is told what happens in a replica, once it is durable.
struct Observers {
    /// The number of an observer, by which it leaves.
    typealias Token = Int
    typealias Body = (Trace, Instant) -> Void

    private var bodies: [(token: Token, body: Body)] = []
    private var lastToken = 0

    mutating func add(_ body: @escaping Body) -> Token {
        lastToken += 1
        bodies.append((lastToken, body))
        return lastToken
    }

    mutating func remove(_ token: Token) { bodies.removeAll { $0.token == token } }

    mutating func removeAll() { bodies.removeAll() }

    func tell(_ trace: Trace, at moment: Instant) {
        for (_, body) in bodies { body(trace, moment) }
    }
}
