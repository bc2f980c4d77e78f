import Epidemic
import EpidemicWire

/// What came of a change: the value that the key had.
typealias ChangeOutcome = Result<String?, ReplicatedDictionaryError>

/// A change of one key that is told when its turn is durable, or never will be.
final class PendingChange: Outlet {
    private let old: String?
    private var tell: ((ChangeOutcome) -> Void)?
    private var isDurable = true

    init(replacing old: String?, tell: @escaping (ChangeOutcome) -> Void) {
        self.old = old
        self.tell = tell
    }

    /// The turn did not come to its end: the node could not go on.
    deinit { tell?(.failure(.closed)) }

    func takeBack() { isDurable = false }

    func flush() {
        let tell = tell
        self.tell = nil
        tell?(
            isDurable ? .success(old) : .failure(.notDurable(reason: "the disk did not take it")))
    }
}

extension NodeDriver {
    /// Writes a key, or removes it where it has a value, and tells once what came of that.
    func change(
        _ key: String, to value: String?, then tell: @escaping (ChangeOutcome) -> Void
    ) {
        guard life == .running else { return tell(.failure(.closed)) }
        guard faults.mode != .frozen else { return tell(.failure(.frozen)) }
        let old = text(of: Key(key))
        guard value != nil || old != nil else { return tell(.success(nil)) }
        if let halt = writingHalt(for: value == nil ? .deletion : .value) {
            count(halt.drop)
            return tell(.failure(ReplicatedDictionaryError(halt, configuration)))
        }
        act { replica, now, effects in
            if let value {
                replica.write(Key(key), Value(value), request: 0, now: now, into: &effects)
            } else {
                replica.delete(Key(key), request: 0, now: now, into: &effects)
            }
        }
        if case .refused(let refusal)? = lastAnswer() { return tell(.failure(.refused(refusal))) }
        outlets.append(PendingChange(replacing: old, tell: tell))
    }

    /// What a key holds, as a text.
    func text(of key: Key) -> String? { entry(of: key)?.update.content.value.map { "\($0)" } }

    /// Everything that has a value, as texts; of keys that are one text in two spellings, the first.
    var contents: [String: String] {
        let pairs = replica.entries(after: nil, max: .max).compactMap { entry in
            entry.update.content.value.map { ("\(entry.update.key)", "\($0)") }
        }
        return Dictionary(pairs) { first, _ in first }
    }
}

extension ReplicatedDictionaryError {
    fileprivate init(_ halt: WritingHalt, _ configuration: NodeConfiguration) {
        self =
            switch halt {
            case .leaving: .closed
            case .disk(let reason): .notDurable(reason: reason)
            case .memory: .noMemory(max: configuration.maxMemory)
            }
    }
}
