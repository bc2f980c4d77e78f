import Epidemic
import EpidemicWire

extension ReplicaCommand {
    /// About the links with other nodes. A peer is named as it names itself, or by its address; `*` is all.
    static let links: [ReplicaCommand] = [
        ReplicaCommand("CUT peer [in|out|both]", 1...2) { session, words in
            let directions: Set<CutDirection>
            switch words.count == 2 ? words[1].lowercased : "both" {
            case "both": directions = Set(CutDirection.allCases)
            case "in": directions = [.incoming]
            case "out": directions = [.outgoing]
            case let other: return .failure("a link is cut in, out or both, not '\(other)'")
            }
            return session.change(words[0]) { $0.cut.formUnion(directions) }
        },
        ReplicaCommand("LOSS peer p", 2...2) { session, words in
            guard let loss = Double(words[1].text), (0...1).contains(loss) else {
                return .failure("a loss is a number from 0 to 1, not '\(words[1].text)'")
            }
            return session.change(words[0]) { $0.loss = loss }
        },
        ReplicaCommand("DELAY peer milliseconds", 2...2) { session, words in
            guard let delay = words[1].whole, delay <= 600_000 else {
                return .failure(
                    "a delay is a whole number of milliseconds from 0 to 600000, not "
                        + "'\(words[1].text)'")
            }
            return session.change(words[0]) { $0.delay = .milliseconds(Int64(delay)) }
        },
        ReplicaCommand("HEAL [peer]", 0...1) { session, words in
            guard let peer = words.first else {
                session.driver.faults.heal()
                session.driver.greet()
                return .ok
            }
            return session.change(peer) { $0 = .none }
        },
    ]

    /// About the node itself.
    static let modes: [ReplicaCommand] = [
        ReplicaCommand("FREEZE", 0...0) { $0.change(mode: .frozen, $1) },
        ReplicaCommand("THAW", 0...0) { $0.change(mode: .up, $1) },
        ReplicaCommand("OFFLINE", 0...0) { $0.change(mode: .offline, $1) },
        ReplicaCommand("ONLINE", 0...0) { $0.change(mode: .up, $1) },
        ReplicaCommand("SYNC peer", 1...1) { session, words in
            guard let peer = session.driver.peer(named: words[0].text) else {
                return session.unknown(peer: words[0])
            }
            session.driver.act { $0.exchange(with: peer, now: $1, into: &$2) }
            return .ok
        },
        ReplicaCommand("FORGET peer", 1...1) { $0.forget($1[0]) },
        ReplicaCommand("SETTINGS [name value]", 0...2) { $0.settings($1) },
    ]
}

extension ClientSession {
    fileprivate func change(mode: NodeMode, _ words: [[UInt8]]) -> RESPValue {
        driver.change(mode: mode)
        return .ok
    }

    /// Changes the faults of the links that a word names.
    fileprivate func change(_ word: [UInt8], _ change: (inout LinkFaults) -> Void) -> RESPValue {
        let peers: [Peer]
        if word == [UInt8(ascii: "*")] {
            peers = driver.members().map(\.peer)
        } else if let peer = driver.peer(named: word.text) {
            peers = [peer]
        } else {
            return unknown(peer: word)
        }
        for peer in peers { change(&driver.faults[peer]) }
        return .ok
    }

    /// Takes a peer that is gone out of the members, until it is heard again.
    fileprivate func forget(_ word: [UInt8]) -> RESPValue {
        guard let member = driver.members().first(where: { $0.answers(to: word.text) }) else {
            return unknown(peer: word)
        }
        switch driver.forget(member) {
        case .done: return .ok
        case .unknown: return unknown(peer: word)
        case .lives:
            return .failure(
                "\(member.name) is \(member.state); only who is dead, has left, was never heard or has been "
                    + "silent for \(Int(Limits.forgettingSilence.inSeconds)) s can be forgotten")
        }
    }

    fileprivate func unknown(peer word: [UInt8]) -> RESPValue {
        let known = driver.members().map(\.name).joined(separator: ", ")
        return .failure(
            "there is no peer '\(word.text)'; there are \(known.isEmpty ? "none" : known)")
    }
}
