/// A list that nearly always has one element or none, and then needs no memory beside itself.
///
/// What a replica keeps of a round — rumors, contacts, answers that are out — is one thing most of the
/// time, and there may be a million replicas.
struct Few<Element> {
    private var first: Element?
    private var rest: [Element] = []

    init() {}

    mutating func append(_ element: Element) {
        if first == nil { first = element } else { rest.append(element) }
    }

    /// Takes out the last so many.
    mutating func removeLast(_ number: Int) {
        precondition(number <= count, "\(number) of \(count) elements cannot be taken out")
        if number == count { removeAll() } else { rest.removeLast(number) }
    }

    @discardableResult
    mutating func remove(at position: Int) -> Element {
        let element = self[position]
        if position > 0 {
            rest.remove(at: position - 1)
        } else {
            first = rest.isEmpty ? nil : rest.removeFirst()
        }
        return element
    }

    mutating func insert(_ element: Element, at position: Int) {
        if position > 0 || first == nil {
            precondition(position <= count, "place \(position) of \(count)")
            if first == nil { first = element } else { rest.insert(element, at: position - 1) }
        } else {
            if let first { rest.insert(first, at: 0) }
            first = element
        }
    }

    /// Empties the list and keeps the room.
    mutating func removeAll() {
        first = nil
        if !rest.isEmpty { rest.removeAll(keepingCapacity: true) }
    }
}

extension Few: RandomAccessCollection, MutableCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { (first == nil ? 0 : 1) + rest.count }

    subscript(position: Int) -> Element {
        get {
            if position > 0 { return rest[position - 1] }
            guard let first else { preconditionFailure("place \(position) of an empty list") }
            return first
        }
        set {
            if position > 0 { rest[position - 1] = newValue } else { first = newValue }
        }
    }
}

extension Few: Sendable where Element: Sendable {}
