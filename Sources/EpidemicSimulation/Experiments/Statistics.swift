/// The mean and the standard deviation of numbers taken in one after the other.
///
/// Welford's recurrence ("Note on a Method for Calculating Corrected Sums of Squares and Products",
/// Technometrics, 1962). Sums of floating-point numbers depend on their order in the last digits, so
/// whoever wants the same bits again takes the numbers in the same order.
public struct Statistics: Hashable, Sendable {
    /// How many numbers there are.
    public private(set) var count = 0
    /// 0 as long as there are none.
    public private(set) var mean = 0.0
    private var squares = 0.0

    public init() {}

    /// The statistics of numbers in their order.
    public init(_ numbers: some Sequence<Double>) {
        for number in numbers { add(number) }
    }

    /// The standard deviation of a sample, over n − 1; 0 as long as there are not two numbers.
    public var sd: Double { count > 1 ? (squares / Double(count - 1)).squareRoot() : 0 }

    /// Takes one more number in.
    public mutating func add(_ number: Double) {
        count += 1
        let distance = number - mean
        mean += distance / Double(count)
        squares += distance * (number - mean)
    }
}
