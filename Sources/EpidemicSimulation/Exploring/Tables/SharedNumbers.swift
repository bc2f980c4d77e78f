import Epidemic

/// Values that are told apart by fingerprints, each kept once and named by a number; for several threads.
final class SharedNumbers<Element: Sendable>: Sendable {
    private let numbers = SharedMap<Fingerprint, UInt32>(filler: 0)
    private let elements = GrowingTable<Element>()

    var count: Int { elements.count }

    /// A value, in its place.
    subscript(number: UInt32) -> UnsafePointer<Element> {
        @inline(__always) get { elements[number] }
    }

    /// The number of the value of a fingerprint, which is made where there was none.
    func number(of fingerprint: Fingerprint, _ make: () -> Element) -> UInt32 {
        numbers.value(of: fingerprint, orMaking: { elements.append(make()) }).value
    }
}
