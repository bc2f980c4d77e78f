/// A moment or none, in half the room of an optional: there may be a million replicas, each with ten.
@propertyWrapper struct CompactInstant: Hashable, Sendable {
    private var instant = none

    /// In place of no moment at all; nothing happens so early.
    private static let none = Instant(nanoseconds: .min)

    init(wrappedValue: Instant? = nil) { self.wrappedValue = wrappedValue }

    var wrappedValue: Instant? {
        @inline(__always) get { instant == Self.none ? nil : instant }
        @inline(__always) set { instant = newValue ?? Self.none }
    }
}
