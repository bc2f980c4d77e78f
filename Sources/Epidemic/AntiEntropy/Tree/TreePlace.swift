/// A node of the hash tree, named by the way to it: one hexadecimal digit for each step down from the root.
///
/// Written as `/` for the root, `/3` for its fourth child, `/3a` for the eleventh child of that.
public struct TreePlace: Hashable, Sendable {
    /// Which child is taken, level by level, each of 0 … 15.
    public let steps: [UInt8]

    /// - Returns: nil unless the text is a slash and at most `TreeDepth.levelsMax` hexadecimal digits.
    public init?(_ text: String) {
        let steps = text.dropFirst().compactMap { digit in
            digit.isASCII ? digit.hexDigitValue.map { UInt8($0) } : nil
        }
        guard text.first == "/", steps.count == text.count - 1, steps.count <= TreeDepth.levelsMax
        else { return nil }
        self.steps = steps
    }

    /// Levels below the root.
    public var level: Int { steps.count }

    /// Its place in the array of a tree.
    var node: Int {
        steps.reduce(0) { HashTree.children(of: $0).lowerBound + Int($1) }
    }
}

extension TreePlace: CustomStringConvertible {
    public var description: String {
        "/" + steps.map { String($0, radix: HashTree.arity) }.joined()
    }
}
