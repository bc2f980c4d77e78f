import Epidemic

/// Values that are told apart by fingerprints and named by numbers, which several workers put in at the same time.
///
/// A number holds which worker gave it. Where two find the same value between two settlements it has two numbers,
/// and whoever must know whether values are equal compares fingerprints.
final class WorkersValues<Element: Sendable>: @unchecked Sendable {
    private let numbers: WorkersMap<Fingerprint, UInt32>
    /// Of every worker, what it put in. Behind a pointer, where nobody counts references to it.
    private let elements: UnsafeMutablePointer<GrowingTable<Element>>
    private let workers: Int

    init(workers: Int) {
        precondition(workers <= WorkerNumber.workersMax, "\(workers) workers are too many")
        self.workers = workers
        numbers = WorkersMap(workers: workers, filler: 0)
        elements = .allocate(capacity: workers)
        for worker in 0..<workers { (elements + worker).initialize(to: GrowingTable()) }
    }

    deinit {
        for worker in 0..<workers { elements[worker].free() }
        elements.deinitialize(count: workers)
        elements.deallocate()
    }

    /// A value, in its place.
    subscript(number: UInt32) -> UnsafePointer<Element> {
        @inline(__always) get {
            elements[WorkerNumber.worker(of: number)][WorkerNumber.place(of: number)]
        }
    }

    /// The number of the value of a fingerprint, which is made where there was none.
    func number(of fingerprint: Fingerprint, by worker: Int, _ make: () -> Element) -> UInt32 {
        if let known = numbers.value(of: fingerprint, by: worker) { return known }
        let number = WorkerNumber.number(elements[worker].append(make()), by: worker)
        numbers.insert(number, for: fingerprint, by: worker)
        return number
    }

    /// Lets all read what is new. Nobody may be at work.
    func settle() { numbers.settle() }
}

/// A number that holds which worker gave it, and its place among those that this one gave.
enum WorkerNumber {
    static let workersMax = 64
    private static let placeBits: UInt32 = 26

    @inline(__always) static func number(_ place: UInt32, by worker: Int) -> UInt32 {
        precondition(place < 1 << placeBits, "a worker has no number for \(place)")
        return UInt32(worker) << placeBits | place
    }

    @inline(__always) static func worker(of number: UInt32) -> Int { Int(number >> placeBits) }

    @inline(__always) static func place(of number: UInt32) -> UInt32 {
        number & (1 << placeBits - 1)
    }
}
