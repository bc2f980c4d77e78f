/// One thing that can happen in a small cluster whose every order of events is looked at. Nodes and keys are
/// counted from 0.
public enum ExploredAction: Hashable, Sendable {
    /// A client writes a key at a node.
    case write(Int, key: Int)
    /// A client deletes a key at a node.
    case delete(Int, key: Int)
    /// A node mails what it holds of a key to another; the copy is under way from then on.
    case send(key: Int, from: Int, to: Int)
    /// A copy arrives, by its place among those under way. The age of a certificate stood still on the way,
    /// or it went on, as where the sender's clock is ahead.
    case deliver(copy: Int, Travel)
    /// A node compares its table with another's, and the exchange is carried through.
    case compare(Int, with: Int)
    /// τ1 passes everywhere.
    case age
    /// The timer of a node's certificates comes.
    case tick(Int)
    /// A node loses everything, and begins again in a new epoch.
    case crash(Int)
    /// A node loses everything, and begins again in a new epoch once it has learned what another holds.
    case arrive(Int, from: Int)
    /// A node stops, and begins again with what was durable.
    case restart(Int)

    /// What became of a certificate's age on the way.
    public enum Travel: Int, Hashable, Sendable { case young, aged }
}

extension ExploredAction {
    /// The action in 32 bits.
    var packed: UInt32 {
        switch self {
        case .write(let node, let key): Self.pack(0, node, key)
        case .delete(let node, let key): Self.pack(1, node, key)
        case .send(let key, let from, let to): Self.pack(2, key, from, to)
        case .deliver(let copy, let travel): Self.pack(3, copy, travel.rawValue)
        case .compare(let node, let other): Self.pack(4, node, other)
        case .age: Self.pack(5)
        case .tick(let node): Self.pack(6, node)
        case .crash(let node): Self.pack(7, node)
        case .restart(let node): Self.pack(8, node)
        case .arrive(let node, let other): Self.pack(9, node, other)
        }
    }

    /// What stands for no action.
    static let packedNone = UInt32.max

    /// Unpacks an action; nil where it is none.
    init?(packed: UInt32) {
        guard packed != Self.packedNone else { return nil }
        let one = Int(packed >> 8 & 0xFF)
        let two = Int(packed >> 16 & 0xFF)
        let three = Int(packed >> 24 & 0xFF)
        switch packed & 0xFF {
        case 0: self = .write(one, key: two)
        case 1: self = .delete(one, key: two)
        case 2: self = .send(key: one, from: two, to: three)
        case 3: self = .deliver(copy: one, two == 0 ? .young : .aged)
        case 4: self = .compare(one, with: two)
        case 5: self = .age
        case 6: self = .tick(one)
        case 7: self = .crash(one)
        case 8: self = .restart(one)
        case 9: self = .arrive(one, from: two)
        default: preconditionFailure("no action is packed as \(packed)")
        }
    }

    private static func pack(_ kind: UInt32, _ one: Int = 0, _ two: Int = 0, _ three: Int = 0)
        -> UInt32
    {
        kind | UInt32(one) << 8 | UInt32(two) << 16 | UInt32(three) << 24
    }
}

extension ExploredAction {
    /// The action as a file has it: `send k0 n0 n1`. Reading it gives the action again.
    public var code: String {
        switch self {
        case .write(let node, let key): "write n\(node) k\(key)"
        case .delete(let node, let key): "delete n\(node) k\(key)"
        case .send(let key, let node, let other): "send k\(key) n\(node) n\(other)"
        case .deliver(let copy, .young): "deliver c\(copy)"
        case .deliver(let copy, .aged): "deliver-aged c\(copy)"
        case .compare(let node, let other): "compare n\(node) n\(other)"
        case .age: "age"
        case .tick(let node): "tick n\(node)"
        case .crash(let node): "crash n\(node)"
        case .arrive(let node, let other): "arrive n\(node) n\(other)"
        case .restart(let node): "restart n\(node)"
        }
    }

    /// Reads an action; nil when it is none.
    public init?(code: String) {
        let words = code.split(separator: " ")
        let kinds = words.dropFirst().compactMap(\.first)
        let numbers = words.dropFirst().compactMap { Int($0.dropFirst()) }
        guard numbers.count == words.count - 1, numbers.allSatisfy((0..<256).contains) else {
            return nil
        }
        switch (words.first, String(kinds)) {
        case ("write", "nk"): self = .write(numbers[0], key: numbers[1])
        case ("delete", "nk"): self = .delete(numbers[0], key: numbers[1])
        case ("send", "knn"): self = .send(key: numbers[0], from: numbers[1], to: numbers[2])
        case ("deliver", "c"): self = .deliver(copy: numbers[0], .young)
        case ("deliver-aged", "c"): self = .deliver(copy: numbers[0], .aged)
        case ("compare", "nn"): self = .compare(numbers[0], with: numbers[1])
        case ("age", ""): self = .age
        case ("tick", "n"): self = .tick(numbers[0])
        case ("crash", "n"): self = .crash(numbers[0])
        case ("arrive", "nn"): self = .arrive(numbers[0], from: numbers[1])
        case ("restart", "n"): self = .restart(numbers[0])
        default: return nil
        }
    }
}
