/// Something that must not happen, whatever breaks.
enum ChaosViolation: Hashable, Sendable {
    /// An acknowledged write is not there, though nothing that is could have replaced it.
    case lost(ChaosOracle.EventID, holds: String?, String)
    /// A value is there that an acknowledged deletion had seen.
    case resurrected(by: ChaosOracle.EventID, holds: String, String)
    /// A node shows what it had seen replaced.
    case wentBack(Int, ChaosOracle.EventID, saw: String?, String)
    /// A value that no client wrote, or whose write was refused.
    case nobodyWrote(key: Int, String)
}

/// What the oracle finds in a table.
struct ChaosVerdict: Sendable {
    var violations: [ChaosViolation] = []
    /// Acknowledged events of which a fault may have taken every copy.
    var destroyed = 0
    /// Keys that are as they are because of that.
    var keysTouched = 0

    var lost: Int {
        violations.count { if case .lost = $0 { true } else { false } }
    }
    var resurrected: Int {
        violations.count { if case .resurrected = $0 { true } else { false } }
    }
}

extension ChaosOracle {
    /// Judges the table at the end, when no node is written to any more and all hold it.
    func judge(_ table: [Int: String]) -> ChaosVerdict {
        var verdict = ChaosVerdict(violations: impossibleReads)
        for key in events.indices {
            let strict = violation(of: key, holding: table[key], isSure: Self.isAcknowledged)
            guard strict != nil else { continue }
            if let violation = violation(of: key, holding: table[key], isSure: isSure) {
                verdict.violations.append(violation)
            } else {
                verdict.keysTouched += 1
            }
        }
        for (key, value) in table where key >= events.count {
            verdict.violations.append(.nobodyWrote(key: key, value))
        }
        verdict.destroyed = events.joined().count(where: mayBeDestroyed)
        return verdict
    }

    private static func isAcknowledged(_ event: Event) -> Bool { event.standing == .acknowledged }

    private func violation(
        of key: Int, holding value: String?, isSure: (Event) -> Bool
    ) -> ChaosViolation? {
        guard let value else {
            return absence(of: key, isSure: { isSure(events[key][$0]) }).map {
                .lost($0, holds: nil, history(of: key))
            }
        }
        guard let id = event(writing: value), id.key == key, self[id].standing != .refused else {
            return .nobodyWrote(key: key, value)
        }
        let later = events[key].indices.last { number in
            let event = events[key][number]
            return isSure(event) && event.past.contains(id.number)
        }
        guard let later else { return nil }
        let winner = EventID(key: key, number: later)
        return self[winner].action == .delete
            ? .resurrected(by: winner, holds: value, history(of: key))
            : .lost(winner, holds: value, history(of: key))
    }

    /// All that is known of a key, for people.
    func history(of key: Int) -> String {
        events[key].enumerated().map { number, event in
            let past = (0..<number).filter(event.past.contains)
            let fate = mayBeDestroyed(event) ? " destroyed" : ""
            let moments =
                "\(event.asked.inSeconds)…\(event.answered.map { "\($0.inSeconds)" } ?? "")"
            return "\(number): \(event.action) n\(event.node + 1)/\(event.life) \(moments) "
                + "\(event.standing)\(fate) after \(past)"
        }.joined(separator: "\n    ")
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
