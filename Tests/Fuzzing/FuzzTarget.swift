import Epidemic

/// A decoder that is fed with damaged inputs, and what must hold whatever comes in.
public struct FuzzTarget: Sendable {
    /// The folder of its corpus, and how a failure is called.
    public let name: String
    /// Words that mean something to the decoder and are put in at random places.
    public let tokens: [[UInt8]]
    /// Makes a valid input, or one that nearly is.
    let generate: @Sendable (inout SeededGenerator) -> [UInt8]
    /// Decodes an input and says what is wrong with how it went; nil when nothing is. Chance decides where an
    /// input is cut, where that matters.
    let check: @Sendable ([UInt8], inout SeededGenerator) -> String?

    public init(
        _ name: String, tokens: [[UInt8]] = [],
        generate: @escaping @Sendable (inout SeededGenerator) -> [UInt8],
        check: @escaping @Sendable ([UInt8], inout SeededGenerator) -> String?
    ) {
        self.name = name
        self.tokens = tokens
        self.generate = generate
        self.check = check
    }

    /// A decoder of text, whose valid inputs are given.
    public init(
        _ name: String, tokens: [String], texts: [String],
        check: @escaping @Sendable (String, inout SeededGenerator) -> String?
    ) {
        let inputs = texts.map { Array($0.utf8) }
        self.init(name, tokens: tokens.map { Array($0.utf8) }) { chance in
            inputs[chance.below(inputs.count)]
        } check: { bytes, chance in
            check(String(decoding: bytes, as: UTF8.self), &chance)
        }
    }
}

extension FuzzTarget {
    /// The first input of the corpus or of as many as are asked for with which something is wrong, in words
    /// that hold all it takes to see it again; nil when all is well.
    ///
    /// - Parameters:
    ///   - share: the part of the executions that this decoder gets, for one that is slow.
    ///   - limit: the most executions that it gets, for one that never gives its memory back: the library for
    ///     TOML copies what it is asked for, and keeps the copies.
    public func fault(
        share: Int = 1, atMost limit: Int = .max, _ plan: FuzzPlan = .asked
    ) -> String? {
        let executions = min(max(1, plan.executions / share), limit)
        return FuzzRun(of: self, seed: plan.seed, executions: executions).fault()
    }
}
