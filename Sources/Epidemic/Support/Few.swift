/// A list that nearly always has one element or none, and then needs no memory beside itself.
///
/// What a replica keeps of a round — rumors, contacts, answers that are out — is one thing most of the
/// time, and there may be a million replicas.
struct Few<Element> {
    private var first: Element?
    private var rest: [Element]?

    init() {}

    @inline(__always)
    mutating func append(_ element: Element) {
        if first == nil { first = element } else { more { $0.append(element) } }
    }

    /// Takes out the last so many.
    mutating func removeLast(_ number: Int) {
        precondition(number <= count, "\(number) of \(count) elements cannot be taken out")
        if number == count { removeAll() } else { rest?.removeLast(number) }
    }

    @discardableResult
    mutating func remove(at position: Int) -> Element {
        let element = self[position]
        if position > 0 {
            rest?.remove(at: position - 1)
        } else {
            first = rest?.isEmpty == false ? rest?.removeFirst() : nil
        }
        return element
    }

    /// Takes out the first element that equals this one; false when there is none.
    mutating func remove(_ element: Element) -> Bool where Element: Equatable {
        guard first != element || rest?.isEmpty == false else {
            first = nil
            return true
        }
        guard let position = firstIndex(of: element) else { return false }
        remove(at: position)
        return true
    }

    mutating func insert(_ element: Element, at position: Int) {
        if position > 0 || first == nil {
            precondition(position <= count, "place \(position) of \(count)")
            if first == nil {
                first = element
            } else {
                more { $0.insert(element, at: position - 1) }
            }
        } else {
            if let first { more { $0.insert(first, at: 0) } }
            first = element
        }
    }

    /// Empties the list and keeps the room.
    @inline(__always)
    mutating func removeAll() {
        guard !isEmpty else { return }
        first = nil
        rest?.removeAll(keepingCapacity: true)
    }

    /// Changes what is beside the first, in place.
    private mutating func more(_ change: (inout [Element]) -> Void) {
        var elements = rest.take() ?? []
        change(&elements)
        rest = elements
    }
}

extension Few: RandomAccessCollection, MutableCollection {
    @inline(__always) var isEmpty: Bool { first == nil }
    var startIndex: Int { 0 }
    @inline(__always) var endIndex: Int { count }
    @inline(__always) var count: Int { (first == nil ? 0 : 1) + (rest?.count ?? 0) }

    subscript(position: Int) -> Element {
        @inline(__always) get {
            guard let element = position > 0 ? rest?[position - 1] : first else {
                preconditionFailure("place \(position) of \(count)")
            }
            return element
        }
        set {
            if position > 0 { rest?[position - 1] = newValue } else { first = newValue }
        }
    }
}

extension Few: Sendable where Element: Sendable {}
